"""Pure numbers over arrays; nothing here knows of files, desks or words."""
