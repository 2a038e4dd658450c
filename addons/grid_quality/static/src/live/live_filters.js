import { Component } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";

const LISTS = ["branch_ids", "team_ids"];
const TEXTS = ["period", "from", "to", "customer_group"];

/** What a page is narrowed by when it opens: by its address, else as this person left it. */
export function filtersAtStart() {
    const address = router.current;
    if ([...LISTS, ...TEXTS].some((name) => address[name])) {
        const filters = { period: "month" };
        for (const name of TEXTS) {
            filters[name] = String(address[name] || filters[name] || "");
        }
        for (const name of LISTS) {
            filters[name] = String(address[name] || "").split(",").map(Number).filter(Boolean);
        }
        return filters;
    }
    const kept = browser.localStorage.getItem(key());
    return kept ? JSON.parse(kept) : { period: "month", branch_ids: [], team_ids: [], customer_group: "" };
}

/** Keep what was chosen in the address, which can be sent, and for the next time. */
export function keepFilters(filters) {
    browser.localStorage.setItem(key(), JSON.stringify(filters));
    const address = {};
    for (const name of TEXTS) {
        address[name] = filters[name] || undefined;
    }
    for (const name of LISTS) {
        address[name] = filters[name].join(",") || undefined;
    }
    router.pushState(address);
}

function key() {
    return `grid_quality.live.${user.userId}`;
}

/** Period, branch, team and customer group. */
export class LiveFilters extends Component {
    static template = "grid_quality.LiveFilters";
    static props = { filters: Object, choices: Object, change: Function };

    get periods() {
        return [
            ["today", _t("today")],
            ["week", _t("this week")],
            ["month", _t("this month")],
            ["quarter", _t("this quarter")],
            ["year", _t("this year")],
            ["custom", _t("own dates")],
        ];
    }

    get isNarrowed() {
        const { period, branch_ids, team_ids, customer_group } = this.props.filters;
        return period !== "month" || branch_ids.length || team_ids.length || customer_group;
    }

    choose(name, value) {
        this.props.change({ [name]: value });
    }

    chooseOne(name, value) {
        this.props.change({ [name]: value ? [Number(value)] : [] });
    }

    reset() {
        this.props.change({ period: "month", from: "", to: "", branch_ids: [], team_ids: [], customer_group: "" });
    }
}
