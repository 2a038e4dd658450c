from . import (
    test_fuzz,
    test_hand_count,
    test_mail_links,
    test_no_call_home,
    test_routes,
    test_sample,
    test_sample_bad_rows,
    test_sample_quality,
    test_sample_reception,
    test_sample_requests,
    test_sms,
)
