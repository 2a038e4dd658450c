import { registry } from "@web/core/registry";
import { KanbanHeader } from "@web/views/kanban/kanban_header";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

/** The head of a column says how many there are and how many of them are late; the sum stands beside the bar. */
export class PipelineHeader extends KanbanHeader {
    static template = "grid_service.PipelineHeader";

    /** What the sum of a column is in; columns that only count have none. */
    get unit() {
        return "";
    }

    get late() {
        return this.progressBar?.bars.find((bar) => bar.value === "overdue")?.count || 0;
    }
}

export class PipelineRenderer extends KanbanRenderer {
    static components = { ...KanbanRenderer.components, KanbanHeader: PipelineHeader };
}

registry.category("views").add("service_pipeline", { ...kanbanView, Renderer: PipelineRenderer });
