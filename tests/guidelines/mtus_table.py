"""The editions of the MTUS as public pages date them, typed apart from the program's file."""

from __future__ import annotations

OPEN = "open"
"""No successor was found, or the last day was not read."""


def chapter(*editions: tuple[str, int | None, str, str]) -> list[tuple[str, int | None, str, str]]:
    return list(editions)


CHAPTERS = {
    "neck": chapter(
        ("Neck and Upper Back Complaints", 2004, "2007-06-15", "2017-11-30"),
        ("Cervical and Thoracic Spine Disorders", 2016, "2017-12-01", "2019-04-17"),
        ("Cervical and Thoracic Spine Disorders", 2018, "2019-04-18", OPEN),
    ),
    "shoulder": chapter(
        ("Shoulder Complaints", 2004, "2007-06-15", "2017-11-30"),
        ("Shoulder Disorders", 2016, "2017-12-01", "2023-08-09"),
        ("Shoulder Disorders", None, "2023-08-10", OPEN),
    ),
    "elbow": chapter(
        ("Elbow Complaints", 2004, "2007-06-15", "2009-07-17"),
        ("Elbow Complaints", 2007, "2009-07-18", "2017-11-30"),
        ("Elbow Disorders", 2013, "2017-12-01", "2019-04-17"),
        ("Elbow Disorders", 2018, "2019-04-18", OPEN),
    ),
    "hand": chapter(
        ("Forearm, Wrist, and Hand Complaints", 2004, "2007-06-15", "2017-11-30"),
        ("Hand, Wrist, and Forearm Disorders", 2016, "2017-12-01", "2019-04-17"),
        ("Hand, Wrist, and Forearm Disorders", 2019, "2019-04-18", "2023-11-09"),
        ("Hand, Wrist, and Forearm Disorders", None, "2023-11-10", OPEN),
    ),
    "low back": chapter(
        ("Low Back Complaints", 2004, "2007-06-15", "2017-11-30"),
        ("Low Back Disorders", 2016, "2017-12-01", "2019-08-10"),
        ("Low Back Disorders", 2019, "2019-08-11", "2021-11-22"),
        ("Low Back Disorders", 2020, "2021-11-23", OPEN),
    ),
    "knee": chapter(
        ("Knee Complaints", 2004, "2007-06-15", "2017-11-30"),
        ("Knee Disorders", 2015, "2017-12-01", "2020-09-20"),
        ("Knee Disorders", 2019, "2020-09-21", OPEN),
    ),
    "ankle": chapter(
        ("Ankle and Foot Complaints", 2004, "2007-06-15", "2017-11-30"),
        ("Ankle and Foot Disorders", 2015, "2017-12-01", "2019-04-17"),
        ("Ankle and Foot Disorders", 2018, "2019-04-18", OPEN),
    ),
    "trauma": chapter(
        ("Stress-Related Conditions", 2004, "2007-06-15", "2017-11-30"),
        (
            "Workplace Mental Health: Posttraumatic Stress Disorder and Acute Stress Disorder",
            2018, "2019-04-18", OPEN,
        ),
    ),
    "depression": chapter(
        ("Workplace Mental Health: Depressive Disorders", 2020, "2020-09-21", OPEN)
    ),
    "anxiety": chapter(("Workplace Mental Health: Anxiety Disorders", 2021, "2021-07-19", OPEN)),
    "eye": chapter(
        ("Eye Complaints", 2004, "2007-06-15", "2017-11-30"),
        ("Eye Disorders", 2017, "2017-12-01", OPEN),
    ),
    "hip": chapter(
        ("Hip and Groin Disorders", 2011, "2017-12-01", "2019-10-06"),
        ("Hip and Groin Disorders", 2019, "2019-10-07", OPEN),
    ),
    "lung": chapter(
        ("Interstitial Lung Disease", 2016, "2017-12-01", "2020-09-20"),
        ("Interstitial Lung Disease", 2019, "2020-09-21", OPEN),
    ),
    "asthma": chapter(
        ("Work-Related Asthma", 2016, "2017-12-01", "2020-09-20"),
        ("Work-Related Asthma", 2020, "2020-09-21", OPEN),
    ),
    "acupuncture": chapter(("Acupuncture Treatment", 2007, "2007-06-15", OPEN)),
    "chronic pain": chapter(
        ("Chronic Pain Medical Treatment", 2009, "2009-07-18", "2016-07-27"),
        ("Chronic Pain Medical Treatment", 2016, "2016-07-28", "2017-11-30"),
        ("Chronic Pain", 2017, "2017-12-01", OPEN),
    ),
    "postsurgical": chapter(("Postsurgical Treatment", 2009, "2009-07-18", OPEN)),
    "opioids": chapter(
        ("Opioid Treatment", 2016, "2016-07-28", "2017-11-30"),
        ("Opioids", 2017, "2017-12-01", OPEN),
    ),
    "covid": chapter(("COVID-19", 2021, "2021-06-28", OPEN)),
    "approaches": chapter(
        ("General Approaches", 2004, "2007-06-15", "2017-11-30"),
        ("Initial Approaches to Treatment", 2017, "2017-12-01", OPEN),
    ),
    "formulary": chapter(("Formulary", 2018, "2018-01-01", OPEN)),
}  # fmt: skip
"""Title, year, first and last day of each chapter's editions."""
