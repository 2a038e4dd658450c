from odoo import models


class PublisherWarrantyContract(models.AbstractModel):
    _inherit = "publisher_warranty.contract"

    def update_notification(self, cron_mode=True):
        """Report nothing to the publisher: the database, its users and its name are nobody's business."""
        return True
