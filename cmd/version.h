/*
 * version - of the program: sent to servers, told by --version.
 */
#ifndef CMD_VERSION_H
#define CMD_VERSION_H

#define TRACA_VERSION "0.1.0"

#endif
