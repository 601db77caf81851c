"""What sources of posts answer, to posts: feeds, JSON interfaces and public pages."""
