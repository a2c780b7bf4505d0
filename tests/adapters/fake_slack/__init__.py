"""A Slack that is not ours to please: a real server over real sockets that holds the bot to the contract."""
