"""What pages in a browser stand on: settings, security headers, the base page, pages for errors."""
