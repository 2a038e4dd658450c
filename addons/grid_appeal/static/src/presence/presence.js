import { Component, onWillUnmount, useEffect, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useBus, useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const BEAT = 60_000; // milliseconds between two signs of life, given only while somebody else is there
const SILENCE = 150_000; // after which a page that says nothing counts as closed
const SETTLE = 500; // whoever only leafs through appeals is not announced

/** Who else has this appeal open, for how long, and whether she edits. */
export class Presence extends Component {
    static template = "grid_appeal.Presence";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.busService = useService("bus_service");
        this.state = useState({ others: new Map(), now: Date.now() });
        this.tab = Math.random().toString(36).slice(2);
        this.editing = false;
        this.onNews = this.onNews.bind(this);
        this.busService.subscribe("grid_appeal.presence", this.onNews);
        const timer = setInterval(() => this.beat(), BEAT);
        onWillUnmount(() => {
            clearInterval(timer);
            this.busService.unsubscribe("grid_appeal.presence", this.onNews);
        });
        useEffect(
            (ticket) => (ticket ? this.enter(ticket) : undefined),
            () => [this.props.record.resId]
        );
        useEffect(
            (dirty) => this.setEditing(dirty),
            () => [this.props.record.dirty]
        );
        useBus(this.props.record.model.bus, "FIELD_IS_DIRTY", ({ detail }) =>
            this.setEditing(detail || this.props.record.dirty)
        );
        useExternalListener(window, "pagehide", () => this.leaveByBeacon());
        useExternalListener(window, "pageshow", ({ persisted }) => persisted && this.tell("hello"));
    }

    get others() {
        return [...this.state.others.values()];
    }

    words(other) {
        const minutes = Math.floor((this.state.now - other.since) / 60_000);
        const opened = minutes ? _t("open for %(minutes)s min", { minutes }) : _t("opened just now");
        return other.editing ? _t("%(opened)s, is editing", { opened }) : opened;
    }

    /** Announce the page once it stays; return what ends it. */
    enter(ticket) {
        this.ticket = ticket;
        this.openedAt = Date.now();
        const channel = `grid_appeal.presence_${ticket}`;
        this.busService.addChannel(channel);
        const announce = setTimeout(() => this.tell("hello"), SETTLE);
        return () => {
            clearTimeout(announce);
            this.tell("left", ticket);
            this.busService.deleteChannel(channel);
            this.state.others.clear();
        };
    }

    args(news) {
        return [news, this.tab, Math.round((Date.now() - this.openedAt) / 1000), this.editing];
    }

    async tell(news, ticket = this.ticket) {
        if (!ticket) {
            return;
        }
        try {
            await this.orm.silent.call("helpdesk.ticket", "tell_presence", [[ticket], ...this.args(news)]);
        } catch {
            // who is here is no reason to disturb anybody's work
        }
    }

    leaveByBeacon() {
        if (!this.ticket) {
            return;
        }
        const params = {
            model: "helpdesk.ticket",
            method: "tell_presence",
            args: [[this.ticket], ...this.args("left")],
            kwargs: {},
        };
        const body = JSON.stringify({ jsonrpc: "2.0", method: "call", params });
        navigator.sendBeacon(
            "/web/dataset/call_kw/helpdesk.ticket/tell_presence",
            new Blob([body], { type: "application/json" })
        );
    }

    onNews({ news, ticket, tab, user: userId, name, opened_ago, editing }) {
        if (ticket !== this.ticket || tab === this.tab || userId === user.userId) {
            return;
        }
        this.state.now = Date.now();
        if (news === "left") {
            this.state.others.delete(tab);
            return;
        }
        const since = this.state.now - opened_ago * 1000;
        this.state.others.set(tab, { tab, userId, name, editing, since, heard: this.state.now });
        if (news === "hello") {
            this.tell("here");
        }
    }

    /** Give a sign of life while somebody else is there, and forget who gives none. */
    beat() {
        this.state.now = Date.now();
        for (const other of this.others) {
            if (this.state.now - other.heard > SILENCE) {
                this.state.others.delete(other.tab);
            }
        }
        if (this.state.others.size) {
            this.tell("here");
        }
    }

    setEditing(editing) {
        if (editing !== this.editing) {
            this.editing = editing;
            if (this.state.others.size) {
                this.tell("here");
            }
        }
    }
}

registry.category("view_widgets").add("grid_presence", { component: Presence });
