"""The practice room: a chat surface on which one person plays a whole learning community."""
