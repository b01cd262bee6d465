"""当事者 — columns of people, and what they are called over time."""

from django.db import models


class Party(models.Model):
    """A person, known to the portal by a random id that says nothing about them."""

    id = models.UUIDField(primary_key=True)
    portal_person = models.UUIDField("利用者", unique=True)
    entered_at = models.DateTimeField("登録日時")
    is_taken_over = models.BooleanField("移行した人", default=False, db_default=False)

    class Meta:
        db_table = "party"
        verbose_name = "当事者"


class PartyParticulars(models.Model):
    """Name, address and contact as a person told them on a day; a change is a later row."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="particulars")
    recorded_at = models.DateTimeField("記録日時")
    name = models.CharField("氏名", max_length=100)
    kana = models.CharField("フリガナ", max_length=100)
    birthdate = models.DateField("生年月日", null=True)  # a company has none
    representative = models.CharField("代表者", max_length=100, blank=True, db_default="")
    address = models.CharField("住所", max_length=300)
    email = models.CharField("メールアドレス", max_length=254)
    phone = models.CharField("電話番号", max_length=20)
    source = models.CharField("出所", max_length=40)

    class Meta:
        db_table = "party_particulars"
        verbose_name = "当事者の氏名・住所"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="particulars_have_a_name"),
        ]
        indexes = [
            models.Index(fields=["party", "-recorded_at"], name="particulars_of_party"),
            models.Index(fields=["kana", "birthdate"], name="particulars_by_kana"),
        ]


class PartyLink(models.Model):
    """A holder of long ago turned out to be this portal user, by this contract's number."""

    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="link")
    person = models.UUIDField("利用者")
    contract = models.CharField("契約者番号", max_length=9)
    at = models.DateTimeField("つないだ日時")

    class Meta:
        db_table = "party_link"
        verbose_name = "契約のつながり"


class LinkTry(models.Model):
    """Somebody tried a contract number: the right one, or not."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField("利用者", db_index=True)
    contract = models.CharField("契約者番号", max_length=9)
    is_good = models.BooleanField("つながった")
    at = models.DateTimeField("日時")

    class Meta:
        db_table = "party_link_try"
        verbose_name = "契約をつなぐ試み"


class Misconduct(models.Model):
    """A benefit received, or attempted, by fraud: joining is barred for a year (法3条5項2号)."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="misconduct")
    found_on = models.DateField("不正があった日")
    words = models.CharField("内容", max_length=300)

    class Meta:
        db_table = "party_misconduct"
        verbose_name = "不正行為"
