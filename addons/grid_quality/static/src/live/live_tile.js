import { Component } from "@odoo/owl";

import { LiveLine } from "./live_line";

/** One tile: a figure, a percentage, bars or a line; what it shows opens its records. */
export class LiveTile extends Component {
    static template = "grid_quality.LiveTile";
    static components = { LiveLine };
    static props = { tile: Object, open: Function };

    get most() {
        return Math.max(...this.props.tile.bars.map((bar) => bar.value), 1);
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
