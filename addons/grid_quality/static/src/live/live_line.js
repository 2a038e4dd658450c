import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { _t } from "@web/core/l10n/translation";

const COLOURS = { green: "#2e7d32", amber: "#f9a825", red: "#c62828", grey: "#9e9e9e", "": "#1f6f8b" };

/** A line over weeks with its plan; a point opens its records. */
export class LiveLine extends Component {
    static template = "grid_quality.LiveLine";
    static props = { tile: Object, openBar: Function };

    setup() {
        this.canvas = useRef("canvas");
        this.state = useState({ failed: false });
        onWillStart(async () => {
            try {
                await loadBundle("web.chartjs_lib");
            } catch {
                this.state.failed = true;
            }
        });
        useEffect(() => this.draw(), () => [this.props.tile]);
        onWillUnmount(() => this.chart?.destroy());
    }

    draw() {
        this.chart?.destroy();
        if (!this.canvas.el) {
            return;
        }
        const fontSize = parseFloat(getComputedStyle(this.canvas.el).fontSize) * 0.8;
        const colour = cookie.get("color_scheme") === "dark" ? "#dddddd" : "#444444";
        const font = { size: fontSize };
        this.chart = new Chart(this.canvas.el, {
            type: "line",
            data: { labels: this.points.map((point) => point.label), datasets: this.datasets },
            options: {
                animation: false,
                maintainAspectRatio: false,
                interaction: { mode: "nearest", intersect: false },
                onClick: (_event, [hit]) => hit && this.props.openBar(this.points[hit.index]),
                plugins: { legend: { display: false }, tooltip: { bodyFont: font, titleFont: font } },
                scales: {
                    x: { ticks: { font, color: colour, maxRotation: 0 }, grid: { display: false } },
                    y: { ticks: { font, color: colour, precision: 0 }, min: 0, suggestedMax: this.props.tile.unit === "%" ? 100 : undefined },
                },
            },
        });
    }

    get points() {
        return this.props.tile.bars;
    }

    get datasets() {
        const points = this.points;
        const fact = {
            label: this.props.tile.title,
            data: points.map((point) => point.value),
            borderColor: COLOURS[""],
            pointBackgroundColor: points.map((point) => COLOURS[point.level]),
            pointBorderColor: points.map((point) => COLOURS[point.level]),
            pointRadius: 5,
            spanGaps: true,
        };
        const { plan } = this.props.tile;
        if (!plan) {
            return [fact];
        }
        const dashes = {
            label: _t("Plan"),
            data: points.map(() => plan),
            borderColor: COLOURS.grey,
            borderDash: [6, 6],
            pointRadius: 0,
            pointHitRadius: 0,
        };
        return [fact, dashes];
    }
}
