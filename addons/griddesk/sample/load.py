from zoneinfo import ZoneInfo

from odoo import SUPERUSER_ID, fields

from . import (
    acts,
    appeals,
    appointments,
    bodies,
    calls,
    enquiries,
    fees,
    house,
    informer,
    outages,
    people,
    reception,
    requests,
    site,
    surveys,
)
from .metering import Metering
from .moments import Moments
from .papers import Papers
from .quality import Quality
from .table import Store

LANG = "ru_RU"
# Loading writes no letters to anybody and fills no history with changes of fields.
QUIET = {
    "lang": LANG,
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "no_reset_password": True,
}


def load(env, folder, today=None):
    """Bring the sample company of a folder of CSV files into the database; commit is the caller's.

    Rows that are there already are left as they are. Days are counted back from `today`, a date in the zone of the
    company (now, when not given). Returns how many records of each sort were made.
    """
    house.activate_language(env(user=SUPERUSER_ID, su=True), LANG)
    env = env(user=SUPERUSER_ID, su=True, context={**env.context, **QUIET})
    store = Store(env, folder)
    company = house.load_company(store)
    house.load_branches(store, company)
    house.load_offices(store)
    fees.load_rates(store, company)
    people.load_staff(store, company)
    people.load_customers(store, company)
    people.load_points(store)
    people.load_portal_users(store, company)
    now = fields.Datetime.now()
    today = today or now.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(company.legal_tz)).date()
    site.check_site(store, company, today)
    Papers(store, company, today).load()
    bodies.load_bodies(store, company)
    moments = Moments(env["legal.calendar.day"]._calendar(company.id), now, today)
    acts.load_acts(store, appeals.load_appeals(store, moments))
    enquiries.load_enquiries(store, today)
    Metering(store, moments).load()
    requests.load_requests(store, moments)
    surveys.load_surveys(store, company, today)
    Quality(store, company, today).load()
    reception.load_reception(store, moments)
    appointments.load_appointments(store, moments)
    outages.load_outages(store, moments)
    calls.load_calls(store, company, moments)
    informer.load_informer(store, company)
    surveys.load_further_surveys(store, company, today)
    return store.made
