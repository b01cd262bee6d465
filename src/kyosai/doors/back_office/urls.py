"""Addresses of the back office; what each asks for is in admission.py."""

from django.urls import path

from kyosai.doors.back_office import views
from kyosai.doors.back_office.audit import controls
from kyosai.doors.back_office.cases import (
    box,
    case,
    death,
    decision,
    evidence,
    my_number,
    orders,
    paper,
    settling,
)
from kyosai.doors.back_office.cases import ending as endings
from kyosai.doors.back_office.cases import unmasking as case_unmasking
from kyosai.doors.back_office.certificates import pages as certificates
from kyosai.doors.back_office.forms import confirming, reading, receiving, reconciling
from kyosai.doors.back_office.holders import as_of, contract, search, story, unmasking
from kyosai.doors.back_office.holds import divide as division
from kyosai.doors.back_office.holds import enter as hold_entry
from kyosai.doors.back_office.holds import show as holds
from kyosai.doors.back_office.lending import orders as loan_orders
from kyosai.doors.back_office.lending import tosanboshi as lending
from kyosai.doors.back_office.listing import deciding as matches
from kyosai.doors.back_office.listing import files as lists
from kyosai.doors.back_office.owed import page as owed
from kyosai.doors.back_office.owed import sheets
from kyosai.doors.back_office.payments import day_end, files, frames, returned
from kyosai.doors.back_office.receivables import late
from kyosai.doors.back_office.tax_office import bundles
from kyosai.doors.back_office.treasury import (
    account,
    approvals,
    balance,
    bells,
    cycles,
    days,
    returns,
    unsettled,
    withheld,
)

app_name = "back_office"
urlpatterns = [
    path("", views.home, name="home"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("box/", box.work_box, name="work_box"),
    path("cases/<str:number>/", case.show, name="case"),
    path("cases/<str:number>/accept/", decision.accept, name="accept"),
    path("cases/<str:number>/refuse/", decision.propose, name="propose_refusal"),
    path("cases/<str:number>/confirm/", decision.confirm, name="confirm_refusal"),
    path("cases/<str:number>/give-back/", decision.give_back, name="give_back"),
    path("cases/<str:number>/send-back/", decision.send_back, name="send_back"),
    path("cases/<str:number>/end/", endings.decide, name="decide_ending"),
    path("cases/<str:number>/drop/", endings.drop, name="drop_ending"),
    path("cases/<str:number>/settle/", settling.settle, name="settle"),
    path("cases/<str:number>/read-account/", paper.read, name="read_account"),
    path("cases/<str:number>/confirm-account/", paper.confirm, name="confirm_account"),
    path("cases/<str:number>/reread-account/", paper.send_back, name="reread_account"),
    path("cases/<str:number>/unmask/", case_unmasking.of_case, name="unmask_case"),
    path("cases/<str:number>/code-letter/", death.print_letter, name="code_letter"),
    path("cases/<str:number>/my-number/", my_number.show, name="my_number"),
    path("cases/<str:number>/evidence/<uuid:use>/", evidence.show, name="evidence"),
    path("mail-room/", receiving.show, name="mail_room"),
    path("mail-room/more/", receiving.add, name="more_papers"),
    path("mail-room/<str:number>/", receiving.classify, name="classify"),
    path("mail-room/<str:number>/page/", receiving.page, name="scanned_page"),
    path("reading/", reading.show, name="read_box"),
    path("reading/<uuid:lease>.png", reading.picture, name="snippet"),
    path("rulings/", reconciling.show_all, name="rulings"),
    path("rulings/<str:number>/", reconciling.show, name="ruling"),
    path("rulings/<str:number>/ask/", reconciling.ask, name="ask_holder"),
    path("rulings/<str:number>/<slug:box>.png", reconciling.picture, name="box_picture"),
    path("papers/<str:number>/", confirming.show, name="paper"),
    path("papers/<str:number>/ask/", confirming.ask, name="ask_paper"),
    path("papers/<str:number>/return/", confirming.send_back, name="return_paper"),
    path("papers/<str:number>/files/<uuid:use>/", confirming.file, name="paper_file"),
    path("papers/<str:number>/letter/", confirming.post, name="letter"),
    path("loan-orders/", loan_orders.show, name="loan_orders"),
    path("loan-orders/<str:key>/propose/", loan_orders.propose, name="propose_loan_order"),
    path("loan-orders/<str:number>/confirm/", loan_orders.confirm, name="confirm_loan_order"),
    path("cases/<str:number>/assess-loan/", lending.assess, name="assess_loan"),
    path("cases/<str:number>/ask-fix/", lending.ask, name="ask_fix"),
    path("cases/<str:number>/refuse-loan/", lending.refuse, name="refuse_loan"),
    path("cases/<str:number>/decide-loan/", lending.settle, name="decide_loan"),
    path("cases/<str:number>/return-loan/", lending.back, name="return_loan"),
    path("cases/<str:number>/refinance/", lending.money_came, name="refinance"),
    path("cases/<str:number>/not-refinanced/", lending.not_refinanced, name="not_refinanced"),
    path("orders/", orders.show, name="orders"),
    path("orders/<str:key>/propose/", orders.propose, name="propose_order"),
    path("orders/<str:number>/confirm/", orders.confirm, name="confirm_order"),
    path("search/", search.search, name="search"),
    path("contracts/<str:number>/", contract.show, name="contract"),
    path("contracts/<str:number>/as-of/", as_of.show, name="as_of"),
    path("contracts/<str:number>/end/", endings.propose, name="end_contract"),
    path("contracts/<str:number>/unmask/", unmasking.of_contract, name="unmask_contract"),
    path("contracts/<str:number>/story/", story.tell, name="story"),
    path("contracts/<str:number>/hold/", hold_entry.show, name="enter_hold"),
    path("holds/", holds.show_all, name="holds"),
    path("holds/<uuid:hold_id>/", holds.show, name="hold"),
    path("holds/<uuid:hold_id>/paper/", holds.paper, name="hold_paper"),
    path("holds/<uuid:hold_id>/lift/", holds.propose_lifting, name="lift_hold"),
    path("holds/<uuid:hold_id>/decide/", holds.decide, name="decide_hold"),
    path("holds/payments/<str:number>/", division.propose, name="propose_division"),
    path("holds/payments/<str:number>/agree/", division.agree, name="agree_division"),
    path("list/", lists.show, name="list"),
    path("cases/<str:number>/match/", matches.propose, name="propose_match"),
    path("cases/<str:number>/match/decide/", matches.settle, name="decide_match"),
    path("certificates/", certificates.show_all, name="certificates"),
    path("certificates/letters/", certificates.choose, name="choose_letter"),
    path("certificates/<str:number>/", certificates.show, name="certificates_of"),
    path("certificates/<str:number>/issue/", certificates.issue, name="issue_certificate"),
    path("receivables/", late.show_all, name="late_loans"),
    path("receivables/loans/<str:number>/", late.show, name="loan"),
    path("receivables/<str:number>/propose/", late.propose, name="propose_act"),
    path("receivables/<str:number>/decide/", late.decide, name="decide_act"),
    path("receivables/<str:number>/send-back/", late.send_back, name="send_back_act"),
    path("treasury/", cycles.show_all, name="cycles"),
    path("treasury/cycles/<str:key>/", cycles.show, name="cycle"),
    path("treasury/approvals/", approvals.show_all, name="approvals"),
    path("treasury/approvals/<str:name>/", approvals.show, name="approval"),
    path("treasury/approvals/<str:name>/approve/", approvals.approve_file, name="approve_file"),
    path("treasury/payment-files/", files.show_all, name="payment_files"),
    path("treasury/payment-files/<str:name>/", files.show, name="payment_file"),
    path(
        "treasury/payment-files/<str:name>/approve/",
        files.approve_file,
        name="approve_payment_file",
    ),
    path("treasury/frames/", frames.show, name="frames"),
    path("treasury/frames/propose/", frames.propose, name="propose_frame"),
    path("treasury/frames/<uuid:frame_id>/approve/", frames.approve_frame, name="approve_frame"),
    path("treasury/day-end/", day_end.show, name="day_end"),
    path("tax-papers/", bundles.show_all, name="tax_papers"),
    path("tax-papers/prepare/", bundles.prepare, name="prepare_tax_papers"),
    path("tax-papers/bundle/", bundles.make, name="make_tax_bundle"),
    path("tax-papers/<str:name>/", bundles.show, name="tax_bundle"),
    path("tax-papers/<str:name>/release/", bundles.release, name="release_tax_bundle"),
    path("payments/", returned.show_all, name="returned_payments"),
    path("payments/<str:number>/", returned.show, name="payment"),
    path("payments/<str:number>/account/", returned.give_account, name="give_account"),
    path("payments/<str:number>/call-back/", returned.call_back, name="call_back"),
    path("payments/<str:number>/again/", returned.pay_again, name="pay_again"),
    path("treasury/refused-files/", unsettled.refused_files, name="refused_files"),
    path("treasury/unmatched/", unsettled.unmatched, name="unmatched"),
    path(
        "treasury/entries/<str:statement>/<int:ordinal>/return/",
        returns.return_entry,
        name="return_entry",
    ),
    path("treasury/withheld/", withheld.show_all, name="withheld_taxes"),
    path("treasury/withheld/<str:key>/statement/", withheld.statement, name="tax_statement"),
    path("treasury/days/", days.show, name="collection_days"),
    path("treasury/trial-balance/", balance.show, name="trial_balance"),
    path("treasury/accounts/<str:account>/", account.show, name="account"),
    path("audit/controls/", controls.show, name="controls"),
    path("treasury/owed/", owed.show, name="owed"),
    path("treasury/outlook/", owed.show_outlook, name="outlook"),
    path("treasury/assets/", sheets.show, name="assets"),
    path("treasury/assets/enter/", sheets.enter_sheet, name="enter_assets"),
    path("treasury/assets/<uuid:sheet>/approve/", sheets.approve_sheet, name="approve_assets"),
    path("treasury/alarms/", bells.show, name="alarms"),
]
