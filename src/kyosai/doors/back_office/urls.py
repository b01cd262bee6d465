"""Addresses of the back office; what each asks for is in admission.py."""

from django.urls import path

from kyosai.doors.back_office import views
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
from kyosai.doors.back_office.holders import contract, search, story, unmasking
from kyosai.doors.back_office.lending import orders as loan_orders
from kyosai.doors.back_office.lending import tosanboshi as lending
from kyosai.doors.back_office.payments import day_end, files, frames, returned
from kyosai.doors.back_office.receivables import late
from kyosai.doors.back_office.scorecard import pages as scorecard
from kyosai.doors.back_office.scorecard import register, stages
from kyosai.doors.back_office.treasury import (
    account,
    approvals,
    balance,
    bells,
    cycles,
    days,
    returns,
    unsettled,
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
    path("scorecard/", scorecard.newest, name="scorecard"),
    path("scorecard/<int:year>/", scorecard.of_year, name="scorecard_of_year"),
    path("scorecard/<int:year>/file.<str:form>", scorecard.download, name="scorecard_file"),
    path("agencies/", register.show, name="agencies"),
    path("stages/propose/", stages.propose, name="propose_stage"),
    path("stages/<str:number>/confirm/", stages.confirm, name="confirm_stage"),
    path("stages/<str:number>/drop/", stages.drop, name="drop_stage"),
    path("search/", search.search, name="search"),
    path("contracts/<str:number>/", contract.show, name="contract"),
    path("contracts/<str:number>/end/", endings.propose, name="end_contract"),
    path("contracts/<str:number>/unmask/", unmasking.of_contract, name="unmask_contract"),
    path("contracts/<str:number>/story/", story.tell, name="story"),
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
    path("treasury/days/", days.show, name="collection_days"),
    path("treasury/trial-balance/", balance.show, name="trial_balance"),
    path("treasury/accounts/<str:account>/", account.show, name="account"),
    path("treasury/alarms/", bells.show, name="alarms"),
]
