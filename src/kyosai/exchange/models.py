"""郵便箱の表 — the postbox's tables; each site uses its own half.

An envelope is permanent, its body is not (decision 8): the row that says *something* was sent
stays, the sealed bytes leave. Times here are machine time by the database's own clock, except
where a column says business time.
"""

from django.db import models


class Envelope(models.Model):
    """What is written on the outside of every message."""

    number = models.UUIDField("番号", primary_key=True)
    sender = models.CharField("差出人", max_length=20)
    sequence = models.BigIntegerField("通番")
    kind = models.CharField("種別", max_length=40)
    version = models.PositiveSmallIntegerField("版")
    algorithm = models.CharField("暗号方式", max_length=40)
    created_at = models.DateTimeField("作成日時")
    digest = models.CharField("要約値", max_length=64)
    signature = models.BinaryField("署名")

    class Meta:
        abstract = True


class Sender(models.Model):
    """Internet: the last sequence a sender used. Locked while sending, so there are no gaps."""

    name = models.CharField("差出人", max_length=20, primary_key=True)
    last = models.BigIntegerField("最後の通番")

    class Meta:
        db_table = "exchange_sender"


class Sent(Envelope):
    """Internet: every envelope ever sent."""

    class Meta:
        db_table = "exchange_sent"
        constraints = [
            models.UniqueConstraint(fields=["sender", "sequence"], name="sent_once_in_order")
        ]


class SentBody(models.Model):
    """Internet: sealed bytes the core has not yet acknowledged."""

    envelope = models.OneToOneField(
        Sent, models.DO_NOTHING, primary_key=True, db_column="number", related_name="body"
    )
    sealed = models.BinaryField("封緘した本文")

    class Meta:
        db_table = "exchange_sent_body"


class AnswerBrought(models.Model):
    """Internet: status words the core brought; without names, kept for a year."""

    number = models.UUIDField("番号", primary_key=True)
    receipt = models.CharField("受付番号", max_length=20)
    at = models.DateTimeField("業務日時")
    body = models.BinaryField("本文")
    signature = models.BinaryField("署名")
    brought_at = models.DateTimeField("到着日時")

    class Meta:
        db_table = "exchange_answer"
        indexes = [models.Index(fields=["receipt", "at"], name="answer_by_receipt")]


class ViewBrought(models.Model):
    """Internet: a view waiting to be collected. UNLOGGED: it need not survive anything."""

    to = models.UUIDField("宛先の番号", primary_key=True)
    sealed = models.BinaryField("封緘した本文")
    signature = models.BinaryField("署名")
    brought_at = models.DateTimeField("到着日時")

    class Meta:
        db_table = "exchange_view"


class HeadBrought(models.Model):
    """Internet: heads of the journal's chain, kept for ever where the core cannot reach them.

    A second digest for the same number is kept beside the first: it is what one looks for.
    """

    pk = models.CompositePrimaryKey("number", "digest")
    number = models.PositiveBigIntegerField("番号")
    digest = models.CharField("要約値", max_length=64)
    at = models.DateTimeField("封印した業務日時")
    body = models.BinaryField("本文")
    signature = models.BinaryField("署名")
    brought_at = models.DateTimeField("到着日時")

    class Meta:
        db_table = "exchange_journal_head"


class PublicPageBrought(models.Model):
    """Internet: a page of counts for everybody; the newest stands in place of the one before."""

    name = models.CharField("名前", max_length=20, primary_key=True)
    at = models.DateTimeField("作成日時")
    body = models.BinaryField("本文")
    signature = models.BinaryField("署名")
    brought_at = models.DateTimeField("到着日時")

    class Meta:
        db_table = "exchange_public_page"


class Received(Envelope):
    """Core: every envelope ever received, once. The two business times judge received_at."""

    fetched_at = models.DateTimeField("取得した業務日時")
    last_contact_at = models.DateTimeField("前回接続の業務日時")
    kept_at = models.DateTimeField("保管日時")

    class Meta:
        db_table = "exchange_received"
        constraints = [
            models.UniqueConstraint(fields=["sender", "sequence"], name="received_once_in_order")
        ]
        indexes = [models.Index(fields=["kept_at"], name="received_by_time")]


class ReceivedBody(models.Model):
    """Core: the sealed original, kept as evidence."""

    envelope = models.OneToOneField(
        Received, models.DO_NOTHING, primary_key=True, db_column="number", related_name="body"
    )
    sealed = models.BinaryField("封緘した原本")

    class Meta:
        db_table = "exchange_received_body"


class Waiting(models.Model):
    """Core: what is kept and not yet handled. A narrow queue; a row leaves with its effects."""

    number = models.UUIDField("番号", primary_key=True)
    kind = models.CharField("種別", max_length=40)
    rank = models.PositiveSmallIntegerField("優先順位")
    sequence = models.BigIntegerField("通番")
    tries = models.PositiveSmallIntegerField("試行回数", default=0)
    not_before = models.DateTimeField("再試行の時刻")

    class Meta:
        db_table = "exchange_waiting"
        indexes = [models.Index(fields=["rank", "sequence"], name="waiting_in_order")]


class Handled(models.Model):
    """Core: the mark, written in the same transaction as the message's effects."""

    number = models.UUIDField("番号", primary_key=True)
    handled_at = models.DateTimeField("処理日時")

    class Meta:
        db_table = "exchange_handled"


class Outgoing(models.Model):
    """Core: answers and views to bring to the portal; a row leaves once it is there."""

    number = models.UUIDField("番号", primary_key=True)
    kind = models.CharField("種別", max_length=40)
    body = models.BinaryField("本文")
    signature = models.BinaryField("署名")
    placed_at = models.DateTimeField("作成日時")

    class Meta:
        db_table = "exchange_outgoing"
        indexes = [models.Index(fields=["placed_at"], name="outgoing_in_order")]


class Quarantined(models.Model):
    """Core: what came with a bad seal or could not be read, for a person to look at."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField("番号", max_length=40)
    reason = models.CharField("理由", max_length=200)
    envelope = models.TextField("封筒の記載")
    sealed = models.BinaryField("本文")
    at = models.DateTimeField("隔離日時")

    class Meta:
        db_table = "exchange_quarantined"


class Contact(models.Model):
    """Core: the business time of the last contact with the relay, and gaps looked for so far."""

    sender = models.CharField("差出人", max_length=20, primary_key=True)
    last_contact_at = models.DateTimeField("前回接続の業務日時", null=True)
    whole_until = models.BigIntegerField("欠番を確認した通番", default=0)

    class Meta:
        db_table = "exchange_contact"


class Alarm(models.Model):
    """Both: something an operator must look at, said once. Never names a person."""

    id = models.UUIDField(primary_key=True)
    word = models.CharField("種類", max_length=30)
    subject = models.CharField("対象", max_length=100)
    at = models.DateTimeField("発生日時")

    class Meta:
        db_table = "exchange_alarm"
        constraints = [models.UniqueConstraint(fields=["word", "subject"], name="alarm_said_once")]
