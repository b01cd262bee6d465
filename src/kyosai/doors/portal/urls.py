"""住所 — every address of the portal."""

from django.urls import path

from kyosai.doors.portal.enrolment import check, evidence
from kyosai.doors.portal.enrolment import views as enrolment
from kyosai.doors.portal.entrance import views as entrance
from kyosai.doors.portal.mandate import change
from kyosai.doors.portal.mandate import views as mandate
from kyosai.doors.portal.mine import filings
from kyosai.doors.portal.mine import views as mine
from kyosai.doors.portal.persons import Provider
from kyosai.doors.portal.public import certificate, estimate, journal, planner, reading, top
from kyosai.doors.portal.public import check as eligibility
from kyosai.doors.portal.tosanboshi import views as tosanboshi

app_name = "portal"
CARD, GBIZID = {"provider": Provider.DAA}, {"provider": Provider.GBIZID}
urlpatterns = [
    path("", top.top, name="top"),
    path("check/", eligibility.check, name="check"),
    path("estimate/", estimate.show, name="estimate"),
    path("planner/", planner.show, name="planner"),
    path("promises/", reading.promised, name="promises"),
    path("terms/", reading.terms, name="terms"),
    path("contact/", reading.contact, name="contact"),
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
    path("join/", enrolment.start, name="enrolment"),
    path("join/receipt-file/", evidence.receipt_file, name="receipt_file"),
    path("join/pictures/", evidence.pictures, name="pictures"),
    path("join/pictures/<uuid:attachment>/remove/", evidence.remove_picture, name="remove_picture"),
    path("join/account/", mandate.joining, name="account"),
    path("join/account/start/", mandate.start, name="account_start"),
    path("join/check/", check.check_answers, name="check_answers"),
    path("join/<slug:key>/", enrolment.question, name="question"),
    path("bank/return/", mandate.came_back, name="account_return"),
    path("bank/result/<slug:procedure>/", mandate.result, name="account_result"),
    path("bank/notify/", mandate.notify, name="hub_notify"),
    path("change-account/", change.change, name="change_account"),
    path("change-account/send/", change.send, name="change_account_send"),
    path("mine/", mine.mine, name="mine"),
    path("mine/receipts/<slug:number>/", filings.receipt, name="receipt"),
    path("mine/documents/<slug:number>/", mine.document, name="document"),
    path("mine/who-looked/", mine.who_looked, name="who_looked"),
    path("notices/", mine.notices, name="notices"),
    path("notices/<slug:number>/", mine.notice, name="notice"),
]
