from . import api_calls, campaign_report, sms_report
