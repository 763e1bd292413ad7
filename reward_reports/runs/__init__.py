"""What training and monitoring leave behind: logs, drafts made of them, and triggers checked against them."""
