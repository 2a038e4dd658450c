from . import auth_oauth_provider, res_partner, res_users
