import { Component, onMounted, onWillStart, onWillUnmount, useExternalListener, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { router } from "@web/core/browser/router";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { filtersAtStart, keepFilters, LiveFilters } from "./live_filters";
import { LiveTile } from "./live_tile";

const { DateTime } = luxon;

const NEWS = "grid.live.page";
const SETTLE = 5_000; // milliseconds in which more news is awaited: many acts are one reading
const LATEST = 2 ** 31 - 1; // the longest a timer of a browser waits

/** The live page of supervisors: tiles that the server names, read anew when it says that something has changed. */
export class LivePage extends Component {
    static template = "grid_quality.LivePage";
    static components = { LiveFilters, LiveTile };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.bus = useService("bus_service");
        this.root = useRef("root");
        this.state = useState({ filters: filtersAtStart(), tiles: {}, at: null, fault: "", isWall: false });
        this.choices = useState({ branches: [], teams: [], groups: [] });
        this.onNews = this.onNews.bind(this);
        this.bus.subscribe(NEWS, this.onNews);
        useBus(this.bus, "BUS:RECONNECT", this.onNews);
        useExternalListener(document, "fullscreenchange", () => {
            this.state.isWall = Boolean(document.fullscreenElement);
        });
        onWillStart(() => this.start());
        onMounted(() => this.openNamed(router.current.tile));
        onWillUnmount(() => {
            this.bus.unsubscribe(NEWS, this.onNews);
            browser.clearTimeout(this.settling);
            browser.clearTimeout(this.turning);
        });
    }

    get sections() {
        const tiles = Object.values(this.state.tiles);
        return [...new Set(tiles.map((tile) => tile.section))].map((name) => ({
            name,
            tiles: tiles.filter((tile) => tile.section === name),
        }));
    }

    get readAt() {
        return this.state.at?.toFormat("HH:mm");
    }

    get staleWords() {
        return this.readAt
            ? _t("Could not refresh, the figures of %(time)s are shown", { time: this.readAt })
            : _t("The figures could not be read");
    }

    // --- reading
    async start() {
        await this.read("read_page", ({ choices, tiles }) => {
            Object.assign(this.choices, choices);
            this.state.tiles = tiles;
        });
    }

    async refresh() {
        if (!this.choices.groups.length) {
            return this.start();
        }
        await this.read("read_tiles", (tiles) => {
            this.state.tiles = tiles;
        });
    }

    /** Show what the server says; what it says too late, after a newer question, is not shown. */
    async read(method, show) {
        const question = (this.question = {});
        try {
            const answer = await this.orm.silent.call("grid.live.page", method, [this.state.filters]);
            if (question === this.question) {
                show(answer);
                Object.assign(this.state, { at: DateTime.now(), fault: "" });
                this.awaitTurn();
            }
        } catch (error) {
            if (question === this.question) {
                this.state.fault = error.data?.message || _t("No connection to the server.");
            }
        }
    }

    onNews() {
        if (!this.settling) {
            this.settling = browser.setTimeout(() => {
                this.settling = null;
                this.refresh();
            }, SETTLE);
        }
    }

    /** Time alone makes an appeal late, and begins another day. */
    awaitTurn() {
        browser.clearTimeout(this.turning);
        const moments = Object.values(this.state.tiles)
            .filter((tile) => tile.changes_at)
            .map((tile) => deserializeDateTime(tile.changes_at));
        const turn = DateTime.min(...moments, DateTime.now().plus({ days: 1 }).startOf("day"));
        const wait = Math.max(turn.diffNow().toMillis() + 1_000, SETTLE);
        this.turning = browser.setTimeout(() => this.refresh(), Math.min(wait, LATEST));
    }

    // --- acts
    change(values) {
        Object.assign(this.state.filters, values);
        keepFilters(this.state.filters);
        const { period, from, to } = this.state.filters;
        if (period !== "custom" || (from && to)) {
            this.refresh();
        }
    }

    open(tile, domain, label) {
        const name = label ? `${tile.title}: ${label}` : tile.title;
        return this.action.doAction({ ...tile.open, name, domain });
    }

    /** A letter leads to the list behind one of its figures; going back from there shows the page. */
    async openNamed(code) {
        if (code) {
            router.replaceState({ tile: undefined });
            const tiles = await this.orm.call("grid.live.page", "read_tiles", [this.state.filters, [code]]);
            if (tiles[code]) {
                this.open(tiles[code], tiles[code].domain);
            }
        }
    }

    /** The page as it is narrowed now, as a file. */
    async save(kind) {
        this.action.doAction(await this.orm.call("grid.live.page", "action_save", [this.state.filters, kind]));
    }

    toggleWall() {
        return document.fullscreenElement ? document.exitFullscreen() : this.root.el.requestFullscreen();
    }
}

registry.category("actions").add("grid_quality.live", LivePage);
