"""Addresses of the pages for staff of the department, and of those that lead providers' staff share with them."""

from django.urls import path

from npq.web.department import cases, compared, courses

COURSE = "staff/courses/<uuid:course_id>"

urlpatterns = [
    path("staff/cases", cases.cases, name="staff-cases"),
    path("staff/cases/opened/<uuid:opening_id>", cases.opened, name="staff-case-opened"),
    path("staff/cases/<uuid:case_id>", cases.case, name="staff-case"),
    path("staff/cases/<uuid:case_id>/compared", compared.compared, name="staff-case-compared"),
    path("staff/cases/<uuid:case_id>/forget", compared.forget, name="staff-case-forget"),
    path("staff/cases/<uuid:case_id>/retire", cases.retire, name="staff-case-retire"),
    path("staff/courses", courses.courses, name="staff-courses"),
    path(COURSE, courses.course, name="preview-course"),
    path(f"{COURSE}/begin-afresh", courses.afresh, name="preview-afresh"),
    path(f"{COURSE}/topics/<slug:topic>/print", courses.topic, name="preview-topic"),
    path(f"{COURSE}/<slug:page_id>", courses.show_page, name="preview-page"),
    path(f"{COURSE}/<slug:page_id>/go-on", courses.go_on, name="preview-go-on"),
    path(f"{COURSE}/<slug:page_id>/check", courses.check, name="preview-check"),
    path(f"{COURSE}/<slug:page_id>/decide/<slug:decision>", courses.decide, name="preview-decide"),
]
