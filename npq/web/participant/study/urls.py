"""Addresses of study. A page's id is the same in every version of the course."""

from django.urls import path

from npq.web.participant.study import pages, printing

urlpatterns = [
    path("study", pages.studies, name="studies"),
    path("study/<uuid:study_id>", pages.course, name="study-course"),
    path("study/<uuid:study_id>/topics/<slug:topic>/print", printing.print_topic, name="study-topic"),
    path("study/<uuid:study_id>/<slug:page_id>", pages.show_page, name="study-page"),
    path("study/<uuid:study_id>/<slug:page_id>/go-on", pages.go_on, name="study-go-on"),
    path("study/<uuid:study_id>/<slug:page_id>/check", pages.check, name="study-check"),
    path("study/<uuid:study_id>/<slug:page_id>/sure/<slug:moment>", pages.how_sure, name="study-how-sure"),
    path("study/<uuid:study_id>/<slug:page_id>/decide/<slug:decision>", pages.decide, name="study-decide"),
]
