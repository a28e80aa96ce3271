"""What to say when the database refuses to keep two models for one day, or to change a published one."""

MESSAGES = {
    "practice_model_no_overlap": (
        "Another version of this area’s model is already published for some of these days. "
        "Choose a day after the newest version’s first day."
    ),
    "practice_model_area_rests_on_national": "An area’s model rests on a version of the national one; the national one on none.",
    "practice_model_ends_after_start": "A version must end after the day on which it starts.",
}
