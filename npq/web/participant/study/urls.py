"""Addresses of study. A page's id is the same in every version of the course."""

from django.urls import path

from npq.web.participant.study import audit, changes, coaching, log, messages, pages, plan, printing, sharing

urlpatterns = [
    path("study", pages.studies, name="studies"),
    path("study/<uuid:study_id>", pages.course, name="study-course"),
    path("study/<uuid:study_id>/audit", audit.audit, name="study-audit"),
    path("study/<uuid:study_id>/audit/priorities", audit.priorities, name="study-priorities"),
    path("study/<uuid:study_id>/topics/<slug:topic>/print", printing.print_topic, name="study-topic"),
    path("study/<uuid:study_id>/log", log.log, name="study-log"),
    path("study/<uuid:study_id>/log/add", log.add, name="study-log-add"),
    path("study/<uuid:study_id>/log/export.md", log.markdown, name="study-log-markdown"),
    path("study/<uuid:study_id>/log/export.json", log.data, name="study-log-data"),
    path("study/<uuid:study_id>/log/export.pdf", log.pdf, name="study-log-pdf"),
    path("study/<uuid:study_id>/log/delete", log.delete_all, name="study-log-delete-all"),
    path(
        "study/<uuid:study_id>/log/shared/<uuid:share_id>/stop", sharing.stop, name="study-log-stop-sharing"
    ),
    path("study/<uuid:study_id>/log/<uuid:entry_id>", log.entry, name="study-log-entry"),
    path("study/<uuid:study_id>/log/<uuid:entry_id>/delete", log.delete, name="study-log-delete"),
    path("study/<uuid:study_id>/log/<uuid:entry_id>/share", sharing.share, name="study-log-share"),
    path("study/<uuid:study_id>/coaching", coaching.coaching, name="study-coaching"),
    path("study/<uuid:study_id>/messages", messages.messages, name="study-messages"),
    path("study/<uuid:study_id>/messages/<uuid:message_id>", messages.message, name="study-message"),
    path("study/<uuid:study_id>/changes/<uuid:change_id>/seen", changes.seen, name="study-change-seen"),
    path("study/<uuid:study_id>/plan", plan.plan, name="study-plan"),
    path("study/<uuid:study_id>/plan/agreement", plan.agreement, name="study-agreement"),
    path("study/<uuid:study_id>/plan/weeks-off", plan.week_off, name="study-week-off"),
    path("study/<uuid:study_id>/plan/weeks-off/give-back", plan.week_back, name="study-week-back"),
    path("study/<uuid:study_id>/plan/calendar", plan.feed, name="study-feed"),
    path("study/<uuid:study_id>/plan/calendar/stop", plan.stop_feed, name="study-feed-stop"),
    path("study/<uuid:study_id>/<slug:page_id>", pages.show_page, name="study-page"),
    path("study/<uuid:study_id>/<slug:page_id>/note", pages.note, name="study-note"),
    path("study/<uuid:study_id>/<slug:page_id>/go-on", pages.go_on, name="study-go-on"),
    path("study/<uuid:study_id>/<slug:page_id>/check", pages.check, name="study-check"),
    path("study/<uuid:study_id>/<slug:page_id>/decide/<slug:decision>", pages.decide, name="study-decide"),
]
