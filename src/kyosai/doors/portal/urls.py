"""住所 — every address of the portal."""

from django.urls import URLPattern, path

from kyosai.doors.portal.agency import condition, counter
from kyosai.doors.portal.amendment import pages as amendment
from kyosai.doors.portal.claims import pages as claims
from kyosai.doors.portal.delegates import clients, inviting, prepared, preparing
from kyosai.doors.portal.enrolment import check, evidence, signed_file
from kyosai.doors.portal.enrolment import views as enrolment
from kyosai.doors.portal.enrolment.personal import PERSONAL
from kyosai.doors.portal.enrolment.way import Way
from kyosai.doors.portal.entrance import views as entrance
from kyosai.doors.portal.lending import pages as lending
from kyosai.doors.portal.lending import signing
from kyosai.doors.portal.lending import tosanboshi as borrowed
from kyosai.doors.portal.lending import tosanboshi_claim as mutual_aid
from kyosai.doors.portal.lending import tosanboshi_contract as contract
from kyosai.doors.portal.lending import tosanboshi_temporary as temporary_loan
from kyosai.doors.portal.mandate import change
from kyosai.doors.portal.mandate import views as mandate
from kyosai.doors.portal.mine import (
    call_back,
    filings,
    linking,
    my_number,
    premium_certificate,
    rest,
    survey,
)
from kyosai.doors.portal.mine import contact as reachable
from kyosai.doors.portal.mine import views as mine
from kyosai.doors.portal.persons import Provider
from kyosai.doors.portal.public import (
    blanks,
    certificate,
    estimate,
    journal,
    planner,
    reading,
    scorecard,
    top,
)
from kyosai.doors.portal.public import check as eligibility
from kyosai.doors.portal.repayment import pages as repayment
from kyosai.doors.portal.survivors import claiming, family, numbers, room, telling
from kyosai.doors.portal.survivors import papers as pictures
from kyosai.doors.portal.tosanboshi import new_paper, registered, tax_certificate
from kyosai.doors.portal.tosanboshi import views as tosanboshi
from kyosai.doors.portal.tosanboshi.enterprise import ENTERPRISE
from kyosai.doors.portal.tosanboshi.new_paper import PAPER

app_name = "portal"


def ways(way: Way, folder: str) -> list[URLPattern]:
    """Return the addresses of everything one joins a scheme by."""
    on, paper = {"way": way}, {"way": way, "key": "paper_mandate"}
    removed = "<uuid:attachment>/remove/"
    name = way.prefix
    return [
        path(f"{folder}/", enrolment.start, on, name=f"{name}enrolment"),
        path(f"{folder}/receipt-file/", signed_file.receipt_file, on, name=f"{name}receipt_file"),
        path(f"{folder}/pictures/", evidence.pictures, on, name=f"{name}pictures"),
        path(
            f"{folder}/pictures/{removed}",
            evidence.remove_picture,
            on,
            name=f"{name}remove_pictures",
        ),
        path(f"{folder}/paper-mandate/", evidence.pictures, paper, name=f"{name}paper_mandate"),
        path(
            f"{folder}/paper-mandate/{removed}",
            evidence.remove_picture,
            paper,
            name=f"{name}remove_paper_mandate",
        ),
        path(f"{folder}/account/", mandate.joining, on, name=f"{name}account"),
        path(f"{folder}/account/start/", mandate.start, on, name=f"{name}account_start"),
        path(f"{folder}/check/", check.check_answers, on, name=f"{name}check_answers"),
        path(f"{folder}/<slug:key>/", enrolment.question, on, name=f"{name}question"),
    ]


def papers(folder: str) -> list[URLPattern]:
    """Return the addresses of a paper that is filed anew."""
    on = {"way": PAPER}
    pictures = on | {"key": "paper_mandate"}
    name = PAPER.prefix
    return [
        path(f"{folder}/", new_paper.start, on, name=f"{name}enrolment"),
        path(f"{folder}/paper-mandate/", evidence.pictures, pictures, name=f"{name}paper_mandate"),
        path(
            f"{folder}/paper-mandate/<uuid:attachment>/remove/",
            evidence.remove_picture,
            pictures,
            name=f"{name}remove_paper_mandate",
        ),
        path(f"{folder}/check/", new_paper.check, on, name=f"{name}check_answers"),
        path(f"{folder}/<slug:key>/", enrolment.question, on, name=f"{name}question"),
    ]


def borrowing(folder: str) -> list[URLPattern]:
    """Return the addresses by which a holder of 倒産防止共済 borrows."""
    temporary, claim, one = (
        f"{folder}/temporary",
        f"{folder}/claim",
        f"{folder}/claims/<slug:number>",
    )
    name = "tosanboshi_"
    return [
        path(f"{folder}/", borrowed.overview, name=f"{name}borrow"),
        path(f"{temporary}/", temporary_loan.ask, name=f"{name}temporary"),
        path(f"{temporary}/check/", temporary_loan.check, name=f"{name}temporary_check"),
        path(f"{temporary}/sign/", temporary_loan.sign, name=f"{name}temporary_sign"),
        path(f"{temporary}/send/", temporary_loan.send, name=f"{name}temporary_send"),
        path(f"{claim}/", mutual_aid.claim, name=f"{name}claim"),
        path(f"{claim}/check/", mutual_aid.check, name=f"{name}claim_check"),
        path(f"{claim}/send/", mutual_aid.send, name=f"{name}claim_send"),
        path(f"{claim}/remove/<int:place>/", mutual_aid.remove, name=f"{name}claim_remove"),
        path(f"{claim}/<slug:key>/", mutual_aid.part, name=f"{name}claim_part"),
        path(f"{one}/", contract.check, name=f"{name}contract"),
        path(f"{one}/sign/", contract.sign, name=f"{name}contract_sign"),
        path(f"{one}/send/", contract.send, name=f"{name}contract_send"),
        path(f"{one}/fix/", contract.fix, name=f"{name}claim_fix"),
    ]


CARD, GBIZID = {"provider": Provider.DAA}, {"provider": Provider.GBIZID}
AGENCY = {"provider": Provider.AGENCY}
urlpatterns = [
    path("", top.top, name="top"),
    path("agency/", counter.show, name="agency"),
    path("agency/sign-in/", counter.door, name="agency_door"),
    path("agency/sign-in/begin/", entrance.begin, AGENCY, name="agency_begin"),
    path("agency/accept/", counter.accept, name="agency_accept"),
    path("agency/<uuid:delegation>/condition/", condition.choose, name="agency_conditions"),
    path("agency/<uuid:delegation>/condition/<slug:kind>/", condition.ask, name="agency_condition"),
    path("check/", eligibility.check, name="check"),
    path("estimate/", estimate.show, name="estimate"),
    path("planner/", planner.show, name="planner"),
    path("promises/", reading.promised, name="promises"),
    path("terms/", reading.terms, name="terms"),
    path("contact/", reading.contact, name="contact"),
    path("paper/", blanks.show, name="blanks"),
    path("paper/<slug:key>.pdf", blanks.fetch, name="blank"),
    path("contact/call-back/", call_back.choose, name="call_back"),
    path("scorecard/", scorecard.show, name="scorecard"),
    path("journal/", journal.show, name="journal"),
    path("journal/heads.txt", journal.to_keep, name="journal_heads"),
    path("certificate/", certificate.verify, name="certificate"),
    path("sign-in/", entrance.sign_in, name="sign_in"),
    path("sign-in/begin/", entrance.begin, CARD, name="sign_in_begin"),
    path("sign-in/return/", entrance.finish, CARD, name="sign_in_return"),
    path("sign-in/gbizid/begin/", entrance.begin, GBIZID, name="gbizid_begin"),
    path("sign-in/gbizid/return/", entrance.finish, GBIZID, name="gbizid_return"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("signed-out/", entrance.signed_out, name="signed_out"),
    path("tosanboshi/", tosanboshi.start, name="tosanboshi"),
    path(
        "tosanboshi/join/registered/",
        registered.registered,
        {"way": ENTERPRISE},
        name="tosanboshi_registered",
    ),
    path(
        "tosanboshi/join/tax-certificate/",
        tax_certificate.tax_certificate,
        {"way": ENTERPRISE},
        name="tosanboshi_tax_certificate",
    ),
    *papers("tosanboshi/account"),
    *ways(PERSONAL, "join"),
    *ways(ENTERPRISE, "tosanboshi/join"),
    *borrowing("tosanboshi/borrow"),
    path("bank/return/", mandate.came_back, name="account_return"),
    path("bank/result/<slug:procedure>/", mandate.result, name="account_result"),
    path("bank/notify/", mandate.notify, name="hub_notify"),
    path("change-account/", change.change, name="change_account"),
    path("change-account/send/", change.send, name="change_account_send"),
    path("link/", linking.link, name="link"),
    path("repayments/", repayment.schedules, name="repayments"),
    path("repayments/<str:loan>/early/", repayment.send, name="repay_early"),
    path("change/<slug:key>/", amendment.ask, name="amend"),
    path("change/<slug:key>/check/", amendment.check, name="amend_check"),
    path("change/<slug:key>/send/", amendment.send, name="amend_send"),
    path("borrow/", lending.ask, name="borrow"),
    path("borrow/special/", lending.special, name="borrow_special"),
    path("borrow/special/<slug:kind>/", lending.ask_special, name="borrow_special_kind"),
    path("borrow/check/", lending.check, name="borrow_check"),
    path("borrow/sign/", signing.sign, name="borrow_sign"),
    path("borrow/signed/", signing.signed, name="borrow_signed"),
    path("claim/", claims.start, name="claims"),
    path("claim/withdraw/<slug:number>/", claims.withdraw, name="withdraw_claim"),
    path("claim/<slug:key>/", claims.ask, name="claim"),
    path("claim/<slug:key>/check/", claims.check, name="claim_check"),
    path("claim/<slug:key>/send/", claims.send, name="claim_send"),
    path("bereaved/", telling.welcome, name="bereaved"),
    path("bereaved/guide/", telling.guide, name="bereaved_guide"),
    path("bereaved/tell/", telling.tell, name="bereaved_tell"),
    path("bereaved/told/", telling.told, name="bereaved_told"),
    path("bereaved/enter/", room.enter, name="bereaved_enter"),
    path("bereaved/room/", room.show, name="bereaved_room"),
    path("bereaved/leave/", room.leave, name="bereaved_leave"),
    path("bereaved/room/letters/<slug:number>/", room.letter, name="bereaved_letter"),
    path("bereaved/room/relative/", family.add, name="bereaved_relative"),
    path("bereaved/room/relative/<slug:key>/remove/", family.remove, name="bereaved_remove"),
    path("bereaved/room/agent/", family.agent, name="bereaved_agent"),
    path("bereaved/room/account/<slug:key>/", family.account, name="bereaved_account"),
    path("bereaved/room/papers/", pictures.add, name="bereaved_papers"),
    path(
        "bereaved/room/papers/<uuid:attachment>/remove/",
        pictures.remove,
        name="bereaved_remove_paper",
    ),
    path("bereaved/room/my-number/<slug:key>/", numbers.give, name="bereaved_number"),
    path("bereaved/room/check/", claiming.check, name="bereaved_check"),
    path("bereaved/room/send/", claiming.send, name="bereaved_send"),
    path("mine/", mine.mine, name="mine"),
    path("mine/awards/", claims.awards, name="awards"),
    path("mine/receipts/<slug:number>/", filings.receipt, name="receipt"),
    path("mine/receipts/<slug:number>/questions/", survey.survey, name="survey"),
    path("mine/documents/<slug:number>/", mine.document, name="document"),
    path("mine/delegates/", inviting.show, name="delegates"),
    path("mine/delegates/invite/", inviting.invite, name="invite_delegate"),
    path("mine/delegates/code/", inviting.code, name="delegate_code"),
    path("mine/delegates/<uuid:delegation>/end/", inviting.end, name="end_delegation"),
    path("mine/prepared/<uuid:number>/", prepared.show, name="prepared"),
    path("mine/prepared/<uuid:number>/answer/", prepared.answer, name="answer_prepared"),
    path("clients/", clients.show, name="clients"),
    path("clients/accept/", clients.accept, name="accept_client"),
    path("clients/own-signature/", clients.own_signature, name="own_signature"),
    path("clients/<uuid:delegation>/end/", clients.end, name="end_client"),
    path("clients/<slug:scheme>/<uuid:delegation>/", preparing.choose, name="client"),
    path("clients/<slug:scheme>/<uuid:delegation>/<slug:key>/", preparing.ask, name="prepare"),
    path(
        "clients/<slug:scheme>/<uuid:delegation>/<slug:key>/check/",
        preparing.check,
        name="prepare_check",
    ),
    path(
        "clients/<slug:scheme>/<uuid:delegation>/<slug:key>/send/",
        preparing.send,
        name="prepare_send",
    ),
    path("mine/rest-at-once/", rest.ask, name="rest_at_once"),
    path("mine/my-number/", my_number.give, name="my_number"),
    path("mine/premium-certificate/", premium_certificate.show, name="premium_certificate"),
    path(
        "mine/premium-certificate/<slug:code>/again/",
        premium_certificate.again,
        name="premium_certificate_again",
    ),
    path(
        "mine/premium-certificate/<slug:code>/deliver/",
        premium_certificate.deliver,
        name="deliver_premium_certificate",
    ),
    path(
        "mine/premium-certificate/<slug:code>/<slug:form>/",
        premium_certificate.save,
        name="premium_certificate_file",
    ),
    path("mine/contact/", reachable.change, name="contact_change"),
    path("mine/who-looked/", mine.who_looked, name="who_looked"),
    path("notices/", mine.notices, name="notices"),
    path("notices/<slug:number>/", mine.notice, name="notice"),
]
