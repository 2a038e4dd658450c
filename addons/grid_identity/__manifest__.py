{
    "name": "GridDesk: State Identity",
    "summary": "signs customers in by a state identity over OpenID Connect",
    "version": "19.0.1.0.0",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "license": "AGPL-3",
    "depends": ["grid_portal", "auth_oidc"],
    "data": [
        "data/auth_oauth_provider_data.xml",
        "views/auth_oauth_provider_views.xml",
        "views/res_config_settings_views.xml",
        "views/state_identity_templates.xml",
    ],
    "installable": True,
}
