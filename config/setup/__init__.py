"""The set-up behind `./griddesk`: standard library only, since it runs before anything is installed."""
