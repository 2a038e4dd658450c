import { formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";

const { DateTime } = luxon;

/** The course of a request: a table of its stages, and beside each a bar of its time with the date of the law. */
export class Timeline extends Component {
    static template = "grid_service.Timeline";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name] || { now: false, stages: [] };
    }

    /** The first and the last moment of the chart, in milliseconds. */
    get span() {
        const { now, stages } = this.value;
        const moments = stages
            .flatMap(({ begin, end, due }) => [begin, end, due])
            .concat(now)
            .filter(Boolean)
            .map((text) => this.moment(text).toMillis());
        return [Math.min(...moments), Math.max(...moments)];
    }

    get scale() {
        const [first, last] = this.span.map((millis) => DateTime.fromMillis(millis, { zone: "utc" }));
        return { first: formatDate(first), last: formatDate(last) };
    }

    get rows() {
        const now = this.at(this.value.now);
        return this.value.stages.map((stage) => {
            const from = this.at(stage.begin);
            const to = stage.when === "now" ? now : this.at(stage.end);
            return {
                ...stage,
                mood: stage.is_late ? "late" : stage.when,
                said: this.said(stage),
                begun: this.day(stage.begin),
                ended: stage.when === "passed" ? this.day(stage.end) : "",
                lawful: this.day(stage.due),
                bar: from !== null && to !== null && `left: ${from}%; width: ${Math.max(to - from, 0.6)}%`,
                dueAt: stage.due && `left: ${this.at(stage.due)}%`,
                nowAt: `left: ${now}%`,
            };
        });
    }

    said({ is_late, when }) {
        if (is_late) {
            return when === "now" ? _t("goes on, late") : _t("done late");
        }
        return { passed: _t("done"), now: _t("goes on"), ahead: _t("ahead, by the plan") }[when];
    }

    moment(text) {
        return DateTime.fromISO(text, { zone: "utc" });
    }

    day(text) {
        return text ? formatDate(this.moment(text)) : "";
    }

    /** Where a moment stands on the chart, in percent of its width; null where it is open. */
    at(text) {
        const [first, last] = this.span;
        return text ? (100 * (this.moment(text).toMillis() - first)) / (last - first || 1) : null;
    }
}

registry.category("fields").add("service_timeline", {
    component: Timeline,
    displayName: _t("Timeline of a request"),
    supportedTypes: ["json"],
});
