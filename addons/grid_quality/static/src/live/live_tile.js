import { Component } from "@odoo/owl";
import { formatFloat, formatInteger } from "@web/views/fields/formatters";
import { _t } from "@web/core/l10n/translation";

import { LiveLine } from "./live_line";

/** One tile: a figure, a percentage, bars or a line; what it shows opens its records. */
export class LiveTile extends Component {
    static template = "grid_quality.LiveTile";
    static components = { LiveLine };
    static props = { tile: Object, open: Function };

    get shown() {
        return this.words(this.props.tile.value);
    }

    /** Of a percentage: how much of how much, and the plan. */
    get said() {
        const { kind, part, count, plan, note, value, code } = this.props.tile;
        if (value === null) {
            return "";
        }
        if (kind === "share") {
            const counted = _t("%(part)s of %(count)s", { part: formatInteger(part), count: formatInteger(count) });
            return plan ? _t("%(counted)s, plan %(plan)s%", { counted, plan: this.digits(plan) }) : counted;
        }
        return code === "satisfaction" ? _t("marks: %(count)s", { count: formatInteger(count) }) : note;
    }

    get leftOut() {
        const names = { branch_ids: _t("branch"), team_ids: _t("team"), customer_group: _t("customer group") };
        return this.props.tile.left_out.map((name) => names[name]).join(", ");
    }

    get most() {
        return Math.max(...this.props.tile.bars.map((bar) => bar.value), 1);
    }

    words(value) {
        if (value === null || value === undefined) {
            return "—";
        }
        return this.digits(value) + (this.props.tile.unit ? ` ${this.props.tile.unit}` : "");
    }

    digits(value) {
        return Number.isInteger(value) ? formatInteger(value) : formatFloat(value, { digits: [16, 1] });
    }

    width(bar) {
        return `width: ${bar.value ? Math.max((100 * bar.value) / this.most, 1.5) : 0}%`;
    }

    openBar(bar) {
        this.props.open(this.props.tile, bar.domain, bar.label);
    }

    openAll() {
        this.props.open(this.props.tile, this.props.tile.domain);
    }
}
