"""Sources are parsed in processes of their own, side by side, with limits on memory and time."""
