"""入室の規則 — one table: which route asks for which permission (ACC-01).

A route that is not in the table does not start, and is refused besides.
"""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = "open"  # anybody who reaches the site
ENTRANCE = "entrance"  # signed in, still without a second factor
SIGNED_IN = "signed_in"  # signed in with both factors, whatever the duty
CLOSED = "closed"  # nobody: the library has it, we do not

ADMISSION = {
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "account_reauthenticate": ENTRANCE,
    "account_change_password": SIGNED_IN,
    "account_signup": CLOSED,
    "account_email": CLOSED,
    "account_email_verification_sent": CLOSED,
    "account_confirm_email": CLOSED,
    "account_confirm_login_code": CLOSED,
    "account_set_password": CLOSED,
    "account_reset_password": CLOSED,
    "account_reset_password_done": CLOSED,
    "account_reset_password_from_key": CLOSED,
    "account_reset_password_from_key_done": CLOSED,
    "mfa_authenticate": OPEN,
    "mfa_login_webauthn": OPEN,
    "mfa_reauthenticate": ENTRANCE,
    "mfa_reauthenticate_webauthn": ENTRANCE,
    "mfa_activate_totp": ENTRANCE,
    "mfa_add_webauthn": ENTRANCE,
    "mfa_view_recovery_codes": ENTRANCE,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": CLOSED,
    "mfa_index": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "back_office:second_factor": ENTRANCE,
    "back_office:home": SIGNED_IN,
    "back_office:work_box": "cases.see",
    "back_office:case": "cases.see",
    "back_office:accept": "cases.decide",
    "back_office:propose_refusal": "cases.decide",
    "back_office:give_back": "cases.decide",
    "back_office:confirm_refusal": "cases.confirm",
    "back_office:send_back": "cases.confirm",
    "back_office:end_contract": "cases.decide",
    "back_office:decide_ending": "cases.confirm",
    "back_office:drop_ending": "cases.confirm",
    "back_office:settle": "cases.settle",
    "back_office:read_account": "cases.decide",
    "back_office:confirm_account": "cases.decide",
    "back_office:reread_account": "cases.decide",
    "back_office:unmask_case": "holders.unmask",
    "back_office:my_number": "my_numbers.open",
    "back_office:evidence": "documents.see",
    "back_office:assess_loan": "cases.decide",
    "back_office:ask_fix": "cases.decide",
    "back_office:refuse_loan": "cases.decide",
    "back_office:decide_loan": "cases.confirm",
    "back_office:return_loan": "cases.confirm",
    "back_office:refinance": "cases.decide",
    "back_office:not_refinanced": "cases.decide",
    "back_office:orders": "cases.decide",
    "back_office:propose_order": "cases.decide",
    "back_office:confirm_order": "cases.confirm",
    "back_office:loan_orders": "cases.decide",
    "back_office:propose_loan_order": "cases.decide",
    "back_office:confirm_loan_order": "cases.confirm",
    "back_office:mail_room": "forms.receive",
    "back_office:more_papers": "forms.receive",
    "back_office:classify": "forms.receive",
    "back_office:scanned_page": "forms.receive",
    "back_office:read_box": "forms.read",
    "back_office:snippet": "forms.read",
    "back_office:rulings": "forms.reconcile",
    "back_office:ruling": "forms.reconcile",
    "back_office:ask_holder": "forms.reconcile",
    "back_office:box_picture": "forms.reconcile",
    "back_office:paper": "cases.see",
    "back_office:ask_paper": "cases.decide",
    "back_office:return_paper": "cases.decide",
    "back_office:paper_file": "cases.decide",
    "back_office:letter": "cases.decide",
    "back_office:search": "holders.see",
    "back_office:contract": "holders.see",
    "back_office:unmask_contract": "holders.unmask",
    "back_office:story": "holders.see",
    "back_office:as_of": "holders.see",
    "back_office:holds": "holders.see",
    "back_office:hold": "holders.see",
    "back_office:hold_paper": "documents.see",
    "back_office:enter_hold": "cases.decide",
    "back_office:lift_hold": "cases.decide",
    "back_office:decide_hold": "cases.confirm",
    "back_office:propose_division": "cases.decide",
    "back_office:agree_division": "cases.confirm",
    "back_office:list": "cases.decide",
    "back_office:propose_match": "cases.decide",
    "back_office:decide_match": "cases.confirm",
    "back_office:certificates": "certificates.see",
    "back_office:certificates_of": "certificates.see",
    "back_office:issue_certificate": "certificates.issue",
    "back_office:choose_letter": "certificates.issue",
    "back_office:late_loans": "loans.late",
    "back_office:loan": "loans.late",
    "back_office:propose_act": "cases.decide",
    "back_office:decide_act": "cases.confirm",
    "back_office:send_back_act": "cases.confirm",
    "back_office:calls": "calls.take",
    "back_office:begin_call": "calls.take",
    "back_office:begin_call_back": "calls.take",
    "back_office:call": "calls.take",
    "back_office:check_caller": "calls.take",
    "back_office:reissue_certificate": "calls.take",
    "back_office:correct_contact": "calls.take",
    "back_office:confirm_contact": "calls.take",
    "back_office:book_call_back": "calls.take",
    "back_office:end_call": "calls.take",
    "back_office:calls_lead": "calls.lead",
    "back_office:cycles": "money.see",
    "back_office:cycle": "money.see",
    "back_office:approvals": "money.see",
    "back_office:approval": "money.see",
    "back_office:approve_file": "files.approve",
    "back_office:payment_files": "money.see",
    "back_office:payment_file": "money.see",
    "back_office:approve_payment_file": "files.approve",
    "back_office:controls": "audit.see",
    "back_office:owed": "money.see",
    "back_office:outlook": "money.see",
    "back_office:assets": "money.see",
    "back_office:enter_assets": "files.approve",
    "back_office:approve_assets": "files.approve",
    "back_office:frames": "money.see",
    "back_office:propose_frame": "files.approve",
    "back_office:approve_frame": "files.approve",
    "back_office:returned_payments": "payments.see",
    "back_office:payment": "payments.see",
    "back_office:give_account": "accounts.call_back",
    "back_office:call_back": "accounts.call_back",
    "back_office:pay_again": "accounts.call_back",
    "back_office:day_end": "money.see",
    "back_office:outbox": "letters.see",
    "back_office:packs": "letters.see",
    "back_office:pack": "letters.see",
    "back_office:let_pack_go": "letters.release",
    "back_office:send_pack_again": "letters.release",
    "back_office:mass": "letters.see",
    "back_office:start_mailing": "letters.release",
    "back_office:mailing": "letters.see",
    "back_office:turn_mailing": "letters.release",
    "back_office:back": "letters.see",
    "back_office:refused_files": "money.see",
    "back_office:unmatched": "money.see",
    "back_office:return_entry": "cases.settle",
    "back_office:collection_days": "money.see",
    "back_office:trial_balance": "money.see",
    "back_office:account": "money.see",
    "back_office:alarms": "money.see",
    "back_office:tax_papers": "tax_papers.see",
    "back_office:prepare_tax_papers": "my_numbers.open",
    "back_office:make_tax_bundle": "my_numbers.open",
    "back_office:tax_bundle": "tax_papers.see",
    "back_office:release_tax_bundle": "tax_papers.release",
    "back_office:withheld_taxes": "money.see",
    "back_office:tax_statement": "money.see",
}


def route_names(
    patterns: Iterable[URLPattern | URLResolver] | None = None, *, prefix: str = ""
) -> Iterator[str]:
    """Yield the full name of every route of this site; one without a name is named by its path."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or f"({pattern.pattern})")
        else:
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from route_names(pattern.url_patterns, prefix=space)


def check() -> None:
    """Refuse to start while a route has no rule, or a rule has no route."""
    names = set(route_names())
    strangers, leftovers = names - ADMISSION.keys(), ADMISSION.keys() - names
    if strangers or leftovers:
        raise ImproperlyConfigured(
            f"routes without a rule: {sorted(strangers)}; rules without a route: "
            f"{sorted(leftovers)}; see doors/back_office/admission.py"
        )
