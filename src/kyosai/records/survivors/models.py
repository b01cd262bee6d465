"""遺族の部屋 — columns of rooms, of who came in by the code, of wrong codes, of who claims."""

from django.db import models


class Room(models.Model):
    """A room for one death, opened by the code of a letter."""

    receipt = models.CharField("受付番号", max_length=60, primary_key=True)
    case_number = models.CharField("案件番号", max_length=15, unique=True)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    died_on = models.DateField("亡くなった日")
    code_digest = models.CharField("コードの要約値", max_length=64, unique=True)
    opened_at = models.DateTimeField("開いた日時")

    class Meta:
        db_table = "survivor_room"
        verbose_name = "遺族の部屋"


class RoomVisitor(models.Model):
    """Who first came in with the code: nobody else does after that."""

    room = models.OneToOneField(Room, models.PROTECT, primary_key=True, related_name="visitor")
    person = models.UUIDField("利用者", unique=True)
    at = models.DateTimeField("入った日時")

    class Meta:
        db_table = "survivor_room_visitor"
        verbose_name = "部屋に入った人"


class RoomMissed(models.Model):
    """A wrong code at the door of a room."""

    id = models.UUIDField(primary_key=True)
    room = models.ForeignKey(Room, models.PROTECT, related_name="missed")
    at = models.DateTimeField("日時")

    class Meta:
        db_table = "survivor_room_missed"
        verbose_name = "違うコード"


class Claimant(models.Model):
    """A relative who receives, as a party of their own."""

    id = models.UUIDField(primary_key=True)
    room = models.ForeignKey(Room, models.PROTECT, related_name="claimants")
    key = models.CharField("名前の鍵", max_length=20)
    party = models.OneToOneField("parties.Party", models.PROTECT, related_name="claims_as_survivor")

    class Meta:
        db_table = "survivor_claimant"
        verbose_name = "請求する遺族"
        constraints = [
            models.UniqueConstraint(fields=["room", "key"], name="claimant_is_once_in_a_room"),
        ]
