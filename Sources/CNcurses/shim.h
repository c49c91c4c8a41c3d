#ifndef WITSCOPE_CNCURSES_SHIM_H
#define WITSCOPE_CNCURSES_SHIM_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

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

/// A screen that ncurses draws, and the streams it draws through.
typedef struct {
  SCREEN *screen;
  FILE *input;
  FILE *output;
} witscope_screen;

/// Gives back what `witscope_screen_open` took: ends the screen, frees it, closes the streams (not the descriptors
/// they were made from).
static inline void witscope_screen_close(witscope_screen *screen) {
  if (screen->screen != 0) {
    set_term(screen->screen);
    endwin();
    delscreen(screen->screen);
    screen->screen = 0;
  }
  if (screen->input != 0) fclose(screen->input);
  if (screen->output != 0) fclose(screen->output);
  screen->input = 0;
  screen->output = 0;
}

static inline FILE *witscope_stream(int fd, const char *mode) {
  int copy = dup(fd);
  if (copy < 0) return 0;
  FILE *stream = fdopen(copy, mode);
  if (stream == 0) close(copy);
  return stream;
}

/// Opens a terminal of a type for drawing. Returns whether it can be drawn on; never exits.
///
/// ncurses believes any size that the window says it has, and allocates for it: unless `believe_size`, the screen has
/// the size that the type's description names until `witscope_screen_resize`. Signal handlers stay as they are.
static inline int witscope_screen_open(
    const char *type, int input, int output, int believe_size, witscope_screen *screen) {
  static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  struct sigaction kept[4];
  for (int i = 0; i < 4; i++) sigaction(signals[i], 0, &kept[i]);
  memset(screen, 0, sizeof *screen);
  screen->input = witscope_stream(input, "r");
  screen->output = witscope_stream(output, "w");
  if (screen->input != 0 && screen->output != 0) {
    use_env(FALSE);
    use_tioctl(believe_size ? TRUE : FALSE);
    screen->screen = newterm(type, screen->output, screen->input);
  }
  for (int i = 0; i < 4; i++) sigaction(signals[i], &kept[i], 0);
  if (screen->screen == 0) {
    witscope_screen_close(screen);
    return 0;
  }
  // Whether keys wait is none of ncurses' business: what is drawn is drawn whole.
  typeahead(-1);
  nonl();
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  idlok(stdscr, FALSE);
  idcok(stdscr, FALSE);
  return 1;
}

/// Whether the last cell of all is written one column to the left and then pushed into place: that goes wrong beside a
/// wide character.
static inline int witscope_screen_pushes_corner(void) {
  return auto_right_margin && !(enter_am_mode != 0 && exit_am_mode != 0);
}

/// Gives the screen another size in cells.
static inline int witscope_screen_resize(int height, int width) {
  return resize_term(height, width) == OK;
}

/// The screen's size in cells.
static inline void witscope_screen_size(int *height, int *width) { getmaxyx(stdscr, *height, *width); }

/// Turns colours on. Returns how many there are, 0 for none; `ground` is what a pair takes as its background.
static inline int witscope_screen_colors(short *ground) {
  if (start_color() != OK || !has_colors()) return 0;
  *ground = use_default_colors() == OK ? -1 : COLOR_BLACK;
  return COLORS;
}

/// Makes a pair of a foreground and a background. Returns whether it is one.
static inline int witscope_screen_pair(short pair, short color, short ground) {
  return pair < COLOR_PAIRS && init_pair(pair, color, ground) == OK;
}

/// A blank cell with these attributes and this pair of colours.
static inline cchar_t witscope_cell(int bold, int dim, int reverse, short pair) {
  cchar_t cell;
  memset(&cell, 0, sizeof cell);
  attr_t attributes = (bold ? WA_BOLD : 0) | (dim ? WA_DIM : 0) | (reverse ? WA_REVERSE : 0);
  setcchar(&cell, L" ", attributes, pair, 0);
  return cell;
}

/// Adds a mark to a cell's character, if there is place for one more.
static inline void witscope_cell_add(cchar_t *cell, wchar_t mark) {
  for (int i = 1; i < CCHARW_MAX; i++) {
    if (cell->chars[i] == 0) {
      cell->chars[i] = mark;
      return;
    }
  }
}

/// Writes cells side by side; those of characters two columns wide count once.
static inline void witscope_screen_write(int row, int column, const cchar_t *cells, int count) {
  mvadd_wchnstr(row, column, cells, count);
}

/// Sends what was written, and puts the cursor in a cell; row -1 hides it.
static inline void witscope_screen_show(int row, int column) {
  if (row >= 0) wmove(stdscr, row, column);
  wrefresh(stdscr);
}

/// Shows or hides the cursor, where the terminal can.
static inline void witscope_screen_cursor(int visible) { curs_set(visible); }

/// The next `witscope_screen_show` sends every cell.
static inline void witscope_screen_forget(void) { clearok(curscr, TRUE); }

/// Takes the terminal's modes as they are now for those that drawing reckons with.
static inline void witscope_screen_take_modes(void) { def_prog_mode(); }

/// Makes every cell a blank.
static inline void witscope_screen_erase(void) { werase(stdscr); }

/// The columns that ncurses reckons with for a scalar: 0, 1 or 2, or -1 for what it would not print.
static inline int witscope_scalar_width(wchar_t scalar) { return wcwidth(scalar); }

/// Whether the locale's characters are written in UTF-8, as the environment had it when `witscope_locale_take` ran.
static inline int witscope_locale_is_utf8(void) {
  const char *name = nl_langinfo(CODESET);
  return name != 0 && (strcmp(name, "UTF-8") == 0 || strcmp(name, "utf8") == 0);
}

/// Takes the environment's locale for characters, and for nothing else.
static inline void witscope_locale_take(void) { setlocale(LC_CTYPE, ""); }

/// Turns raw modes into those of a full-screen program: a line feed only moves down, a tab is a tab.
static inline void witscope_make_raw_for_screen(struct termios *modes) {
  modes->c_oflag &= ~(tcflag_t)(ONLCR | TABDLY);
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
