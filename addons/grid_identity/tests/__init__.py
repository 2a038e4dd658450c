from . import common, provider, routes, test_auth_oauth_provider, test_identity_link, test_sign_in_by_identity
