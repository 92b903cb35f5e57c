"""What happens within an event: its sessions, who speaks."""
