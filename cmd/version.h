/*
 * version - of the program: sent to servers, told by --version; and of the libraries that its
 * numbers depend on.
 */
#ifndef CMD_VERSION_H
#define CMD_VERSION_H

#define TRACA_VERSION "0.1.0"

/* Calls SAY with each library that is there, as it is loaded, and with "Unicode". */
void version_libraries(void (*say)(const char *name, const char *version, void *arg), void *arg);

/* Ourselves, and those that the numbers depend on: "traca 0.1.0, Unicode 15.0, ICU 72.1, ...". The
 * caller's to free(). */
char *version_software(void);

#endif
