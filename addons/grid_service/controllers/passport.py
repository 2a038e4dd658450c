from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from odoo.addons.grid_appeal.appeals.filenames import disposition


class Passport(Controller):
    @route("/grid_service/passport/<int:service_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def passport(self, service_id):
        """The printed passport on screen: as it is in force, or the draft that says it is one."""
        services = request.env["grid.service"]
        service = services.has_access("read") and services.search([("id", "=", service_id)])
        if not service:
            raise NotFound()
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Disposition", disposition(f"{service._passport_title()}.pdf", "inline")),
        ]
        return request.make_response(service._passport_pdf(), headers)
