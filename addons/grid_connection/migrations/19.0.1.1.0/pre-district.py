"""Name the district of every connection there is, an address once however many connections it has."""

from odoo.addons.grid_connection.applications import district


def migrate(cr, version):
    cr.execute("ALTER TABLE grid_connection ADD COLUMN IF NOT EXISTS district varchar")
    cr.execute("SELECT DISTINCT object_address FROM grid_connection WHERE object_address IS NOT NULL")
    addresses = [address for (address,) in cr.fetchall()]
    cr.execute(
        """
        UPDATE grid_connection AS connection SET district = NULLIF(named.district, '')
          FROM unnest(%s::varchar[], %s::varchar[]) AS named (address, district)
         WHERE connection.object_address = named.address
           AND connection.district IS DISTINCT FROM NULLIF(named.district, '')
        """,
        [addresses, [district(address) for address in addresses]],
    )
