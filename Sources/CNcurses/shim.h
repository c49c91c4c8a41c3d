#ifndef WITSCOPE_CNCURSES_SHIM_H
#define WITSCOPE_CNCURSES_SHIM_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

// Everything below keeps ncurses' globals and macros on this side: Swift sees plain functions only.

/// Loads the description of a terminal type. Returns whether there is one; never exits, never writes.
static inline int witscope_terminfo_load(const char *type, int fd) {
  int problem = 0;
  return setupterm(type, fd, &problem) == OK;
}

/// Frees what `witscope_terminfo_load` loaded.
static inline void witscope_terminfo_free(void) {
  if (cur_term != 0) del_curterm(cur_term);
}

/// A string capability by its terminfo name, or null when it is absent.
static inline const char *witscope_terminfo_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? 0 : value;
}

/// Whether the terminal has a boolean capability.
static inline int witscope_terminfo_flag(const char *name) { return tigetflag(name) == 1; }

/// A numeric capability, or -1 when it is absent.
static inline int witscope_terminfo_number(const char *name) {
  int value = tigetnum(name);
  return value < 0 ? -1 : value;
}

/// Fills one number into a parameterized string. The result is valid until the next call; null on failure.
static inline const char *witscope_terminfo_parameter(const char *capability, int value) {
  return tiparm(capability, value);
}

/// The window's size in character cells. Returns whether it is known.
static inline int witscope_window_size(int fd, int *height, int *width) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return 0;
  *height = size.ws_row;
  *width = size.ws_col;
  return 1;
}

/// Turns modes into those of a line editor: every byte at once, unechoed, uninterpreted; output as it was.
static inline void witscope_make_raw(struct termios *modes) {
  modes->c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
  modes->c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
  modes->c_oflag |= OPOST | ONLCR;
  modes->c_cc[VMIN] = 1;
  modes->c_cc[VTIME] = 0;
}

/// Whether whoever started the program wants a signal ignored, as `nohup` does.
static inline int witscope_signal_is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, 0, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// Installs a handler that system calls are interrupted by. `once` gives the signal its default action back when it
/// arrives; `own_stack` runs the handler on the stack set by `witscope_signal_stack`.
static inline int witscope_signal_handle(int number, void (*handler)(int), int once, int own_stack) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = (once ? SA_RESETHAND | SA_NODEFER : 0) | (own_stack ? SA_ONSTACK : 0);
  return sigaction(number, &action, 0) == 0;
}

/// Gives a signal its default action back.
static inline void witscope_signal_default(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, 0);
}

/// Ignores a signal.
static inline void witscope_signal_ignore(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_IGN;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, 0);
}

/// Sets the stack for handlers that must run when the ordinary one is exhausted.
static inline void witscope_signal_stack(void *base, size_t size) {
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = base;
  stack.ss_size = size;
  sigaltstack(&stack, 0);
}

#endif
