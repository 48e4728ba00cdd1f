"""What categories and labels are called in English, and a lighter way for each category."""

from classifier import Category, Label

RULES_2023 = "Cyberspace Commission, Opinions on “Formalism at the Fingertips” (2023)"
RULES_2024 = "Provisions on Curbing Formalism (2024), part 5"

CATEGORIES = {
    Category.CHECK_IN: "Check-ins",
    Category.TRACE: "Proof & replies",
    Category.FORWARD_LIKE: "Forwards & likes",
    Category.ADOPTION: "Pushed apps",
    Category.REPORTING: "Repeated forms",
    Category.RANKING: "Rankings",
    Category.OTHER: "Other",
}
NAMES = {
    Label.ROLL_CALL: "roll calls and check-ins",
    Label.INSTANT_REPLY: "instant replies",
    Label.FORCED_FORWARD: "forced forwarding",
    Label.LIKE_REQUEST: "likes and votes",
    Label.FORCED_ADOPTION: "forced installs and follows",
    Label.USAGE_QUOTA: "points and usage quotas",
    Label.TRACE_PROOF: "screenshots as proof",
    Label.DUPLICATE_REPORTING: "the same data again",
    Label.RANKING_PRESSURE: "rankings and shaming",
}
# A lighter way to get the same work done, and the public document that asks for it.
LIGHTER = {
    Category.CHECK_IN: (
        "look at results, not at who checked in; the duty roster says who is there",
        RULES_2023,
    ),
    Category.TRACE: (
        "collect only what the work itself leaves; no screenshots back, no “received” from all",
        RULES_2023,
    ),
    Category.FORWARD_LIKE: (
        "post the official link once and leave sharing to people; no counts, no screenshots",
        RULES_2023,
    ),
    Category.ADOPTION: (
        "say what the app is good for and let people choose; no install or follow rates",
        RULES_2023,
    ),
    Category.REPORTING: (
        "one form for one matter, filled from data already there; no change, no report",
        RULES_2024,
    ),
    Category.RANKING: (
        "no rankings by check-ins, shares or points; ask who has trouble in private",
        RULES_2023,
    ),
}
