"""Addresses of writing, under the sitting it is for."""

from django.urls import path

from npq.web.participant.writing import files, handing_in, pages

urlpatterns = [
    path("assessment/<uuid:sitting_id>/write", pages.write, name="write"),
    path("assessment/<uuid:sitting_id>/write/read", pages.read, name="write-read"),
    path("assessment/<uuid:sitting_id>/write/display", pages.display, name="write-display"),
    path("assessment/<uuid:sitting_id>/write/versions/<int:branch>", pages.versions, name="write-versions"),
    path("assessment/<uuid:sitting_id>/write/file", files.word_file, name="write-file"),
    path(
        "assessment/<uuid:sitting_id>/write/file/<uuid:file_id>",
        files.confirm_file,
        name="write-file-confirm",
    ),
    path("assessment/<uuid:sitting_id>/write/at-deadline", handing_in.at_deadline, name="write-at-deadline"),
    path("assessment/<uuid:sitting_id>/write/response.json", handing_in.export, name="write-export"),
    path("assessment/<uuid:sitting_id>/hand-in", handing_in.hand_in, name="write-hand-in"),
    path("assessment/<uuid:sitting_id>/receipt", handing_in.receipt, name="write-receipt"),
    path("assessment/<uuid:sitting_id>/answers", handing_in.answers, name="write-answers"),
]
