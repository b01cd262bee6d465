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
    "back_office:code_letter": "cases.decide",
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
    "back_office:scorecard": "scorecard.see",
    "back_office:scorecard_of_year": "scorecard.see",
    "back_office:scorecard_file": "scorecard.see",
    "back_office:agencies": "scorecard.see",
    "back_office:propose_stage": "stages.decide",
    "back_office:confirm_stage": "stages.decide",
    "back_office:drop_stage": "stages.decide",
    "back_office:search": "holders.see",
    "back_office:contract": "holders.see",
    "back_office:unmask_contract": "holders.unmask",
    "back_office:story": "holders.see",
    "back_office:late_loans": "loans.late",
    "back_office:loan": "loans.late",
    "back_office:propose_act": "cases.decide",
    "back_office:decide_act": "cases.confirm",
    "back_office:send_back_act": "cases.confirm",
    "back_office:cycles": "money.see",
    "back_office:cycle": "money.see",
    "back_office:approvals": "money.see",
    "back_office:approval": "money.see",
    "back_office:approve_file": "files.approve",
    "back_office:payment_files": "money.see",
    "back_office:payment_file": "money.see",
    "back_office:approve_payment_file": "files.approve",
    "back_office:frames": "money.see",
    "back_office:propose_frame": "files.approve",
    "back_office:approve_frame": "files.approve",
    "back_office:returned_payments": "payments.see",
    "back_office:payment": "payments.see",
    "back_office:give_account": "accounts.call_back",
    "back_office:call_back": "accounts.call_back",
    "back_office:pay_again": "accounts.call_back",
    "back_office:day_end": "money.see",
    "back_office:refused_files": "money.see",
    "back_office:unmatched": "money.see",
    "back_office:return_entry": "cases.settle",
    "back_office:collection_days": "money.see",
    "back_office:trial_balance": "money.see",
    "back_office:account": "money.see",
    "back_office:alarms": "money.see",
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
