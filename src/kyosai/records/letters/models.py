"""手紙 — columns of letters, of the packs they leave in, and of what the print house answers."""

from django.db import models
from django.db.models import Q

WAYS = ("plain", "registered")


class Mailing(models.Model):
    """One mass letter to many people: it leaves in waves, and can be stopped between them."""

    key = models.CharField("一斉送付の鍵", max_length=40, primary_key=True)
    title = models.CharField("件名", max_length=60)
    planned = models.PositiveIntegerField("予定の通数")
    started_by = models.CharField("始めた人", max_length=150)
    started_at = models.DateTimeField("始めた日時")

    class Meta:
        db_table = "letter_mailing"
        verbose_name = "一斉送付"


class Letter(models.Model):
    """One letter to one address, once under its key; a letter sent again is a later row.

    ``name`` and ``address`` are set where the addressee is nobody we hold; else the newest ones
    known when the letter is packed are written on it.
    """

    serial = models.BigAutoField("手紙の通番", primary_key=True)
    key = models.CharField("通知の鍵", max_length=120, unique=True, db_collation="C")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", null=True)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+", null=True)
    kind = models.CharField("手紙の種類", max_length=40)
    title = models.CharField("件名", max_length=100)
    lead = models.JSONField("はじめの3行", default=list, db_default=[])
    body = models.TextField("本文")
    rows = models.JSONField("表", default=list, db_default=[])
    path = models.CharField("オンラインの入口", max_length=100, db_default="/mine/")
    name = models.CharField("宛名", max_length=100, blank=True, db_default="")
    address = models.CharField("宛先", max_length=300, blank=True, db_default="")
    way = models.CharField("送り方", max_length=10, db_default="plain")
    mailing = models.ForeignKey(Mailing, models.PROTECT, related_name="letters", null=True)
    region = models.CharField("郵便番号の上2桁", max_length=2, blank=True, db_default="")
    made_at = models.DateTimeField("作成日時")
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, db_column="replaces"
    )

    class Meta:
        db_table = "letter"
        verbose_name = "手紙"
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(body=""), name="letter_says_something"
            ),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="letter_way_is_known"),
            models.CheckConstraint(
                condition=Q(party__isnull=False) | ~Q(name="") & ~Q(address=""),
                name="letter_has_an_addressee",
            ),
        ]
        indexes = [models.Index(fields=["mailing", "region"], name="letter_of_mailing")]


class Pack(models.Model):
    """Letters that are printed together: named by their day or wave, known by their digest."""

    name = models.CharField("発送単位", max_length=60, primary_key=True)
    mailing = models.ForeignKey(Mailing, models.PROTECT, related_name="packs", null=True)
    wave = models.PositiveIntegerField("波", default=0)
    digest = models.CharField("要約値", max_length=64, unique=True)
    letters = models.PositiveIntegerField("通数")
    sheets = models.PositiveIntegerField("枚数")
    made_at = models.DateTimeField("作成日時")

    class Meta:
        db_table = "letter_pack"
        verbose_name = "発送単位"


class PackContent(models.Model):
    """A pack as it leaves: sealed to the print house's key, signed by ours; nobody here opens it.

    ``sealed_digest`` is what the print house receives; the pack's own digest is of what is inside.
    """

    pack = models.OneToOneField(Pack, models.PROTECT, primary_key=True, related_name="content")
    sealed = models.BinaryField("封をした内容")
    signature = models.BinaryField("署名")

    class Meta:
        db_table = "letter_pack_content"
        verbose_name = "発送単位の内容"


class Line(models.Model):
    """A letter in a pack; it stands in one pack, ever."""

    letter = models.OneToOneField(Letter, models.PROTECT, primary_key=True, related_name="line")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="lines")
    digest = models.CharField("要約値", max_length=64)
    sheets = models.PositiveIntegerField("枚数")
    address = models.CharField("書いた宛先", max_length=300)

    class Meta:
        db_table = "letter_line"
        verbose_name = "発送単位の行"


class PackApproval(models.Model):
    """One officer lets one pack go, by its digest; two make it leave."""

    pk = models.CompositePrimaryKey("pack_id", "officer")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="approvals", db_index=False)
    officer = models.CharField("担当者", max_length=150)
    digest = models.CharField("要約値", max_length=64)
    at = models.DateTimeField("承認日時")

    class Meta:
        db_table = "letter_pack_approval"
        verbose_name = "発送の承認"


class PackHandOver(models.Model):
    """The print house's answer to a pack: its receipt, or why it was refused whole."""

    pack = models.OneToOneField(Pack, models.PROTECT, primary_key=True, related_name="hand_over")
    at = models.DateTimeField("引渡日時")
    receipt = models.CharField("印刷会社の受付番号", max_length=80, blank=True)
    refusal = models.CharField("受付拒否の理由", max_length=300, blank=True)

    class Meta:
        db_table = "letter_pack_hand_over"
        verbose_name = "発送単位の引渡し"
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt="", refusal__gt="") | Q(receipt__gt="", refusal=""),
                name="pack_is_received_or_refused",
            ),
        ]


class AnswerFile(models.Model):
    """A file of the print house, kept as it came: read whole, or refused whole and why."""

    name = models.CharField("ファイル名", max_length=80, primary_key=True)
    digest = models.CharField("要約値", max_length=64)
    content = models.BinaryField("内容")
    at = models.DateTimeField("受領日時")
    refusal = models.CharField("受付拒否の理由", max_length=300, blank=True)

    class Meta:
        db_table = "letter_answer_file"
        verbose_name = "印刷会社のファイル"


class Posted(models.Model):
    """A letter was handed to the post: the proof of delivery; a registered one has a number."""

    letter = models.OneToOneField(Letter, models.PROTECT, primary_key=True, related_name="posted")
    on = models.DateField("発送日", db_column="posted_on")
    sheets = models.PositiveIntegerField("印刷した枚数")
    tracking = models.CharField("引受番号", max_length=40, blank=True)
    file = models.ForeignKey(AnswerFile, models.PROTECT, related_name="+")

    class Meta:
        db_table = "letter_posted"
        verbose_name = "発送"


class CameBack(models.Model):
    """A posted letter came back: nobody was found under its address."""

    letter = models.OneToOneField(Letter, models.PROTECT, primary_key=True, related_name="returned")
    on = models.DateField("返戻日", db_column="returned_on")
    reason = models.CharField("返戻の理由", max_length=2)
    file = models.ForeignKey(AnswerFile, models.PROTECT, related_name="+")

    class Meta:
        db_table = "letter_returned"
        verbose_name = "返戻"


class Switch(models.Model):
    """The next wave of a mass letter is stopped, or goes on: the newest row says which."""

    id = models.BigAutoField(primary_key=True)
    mailing = models.ForeignKey(Mailing, models.PROTECT, related_name="switches")
    at = models.DateTimeField("日時")
    officer = models.CharField("担当者", max_length=150, blank=True)
    is_stopped = models.BooleanField("止める")
    words = models.CharField("理由", max_length=300)

    class Meta:
        db_table = "letter_switch"
        verbose_name = "次の波の止め"
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="switch_says_why"),
        ]
