"""What a postmortem is: values, reading and the smallest change of a text. Pure."""
