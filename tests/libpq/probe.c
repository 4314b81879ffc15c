// What a real libpq makes of an environment and a conninfo string. The library is
// given by its path, so that one program asks them all.
//
// In, one command a line, fields separated by tabs:
//   clear            forget the variables that were set
//   set NAME VALUE
//   ask CONNINFO     begin to connect, and print what libpq made of it
//   open CONNINFO    connect until it ends, and print that
// Out: `KEY<tab>VALUE` lines for the options that have a value, `error<tab>TEXT`
// when the connection could not begin, and an empty line.
#include <dlfcn.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef PGconn *(*Start)(const char *);
typedef PQconninfoOption *(*Options)(PGconn *);
typedef ConnStatusType (*Status)(const PGconn *);
typedef char *(*Message)(const PGconn *);
typedef void (*Finish)(PGconn *);
typedef void (*Free)(PQconninfoOption *);
typedef int (*Version)(void);

enum { kMostNames = 64 };
static char *names[kMostNames];
static int name_count = 0;

static void *symbol(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (found == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    exit(1);
  }
  return found;
}

static void clear(void) {
  for (int i = 0; i < name_count; ++i) {
    unsetenv(names[i]);
    free(names[i]);
  }
  name_count = 0;
}

static void set(char *rest) {
  char *value = strchr(rest, '\t');
  if (value == NULL || name_count == kMostNames) exit(1);
  *value++ = '\0';
  setenv(rest, value, 1);
  names[name_count++] = strdup(rest);
}

static void print(const char *key, const char *value) {
  printf("%s\t", key);
  for (; *value != '\0'; ++value) putchar(*value == '\n' ? ' ' : *value);
  putchar('\n');
}

int main(int argc, char **argv) {
  void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : NULL;
  if (library == NULL) {
    fprintf(stderr, "%s\n", argc == 2 ? dlerror() : "usage: probe LIBPQ");
    return 1;
  }
  Start start = (Start)symbol(library, "PQconnectStart");
  Start connect_whole = (Start)symbol(library, "PQconnectdb");
  Options options = (Options)symbol(library, "PQconninfo");
  Status status = (Status)symbol(library, "PQstatus");
  Message message = (Message)symbol(library, "PQerrorMessage");
  Finish finish = (Finish)symbol(library, "PQfinish");
  Free release = (Free)symbol(library, "PQconninfoFree");
  Version version = (Version)symbol(library, "PQlibVersion");
  printf("%d\n", version() / 10000);
  fflush(stdout);
  static char line[1 << 16];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    if (strcmp(line, "clear") == 0) clear();
    if (strncmp(line, "set\t", 4) == 0) set(line + 4);
    int whole = strncmp(line, "open\t", 5) == 0;
    if (!whole && strncmp(line, "ask\t", 4) != 0) continue;
    PGconn *connection = whole ? connect_whole(line + 5) : start(line + 4);
    PQconninfoOption *all = options(connection);
    for (PQconninfoOption *one = all; one != NULL && one->keyword != NULL; ++one) {
      if (one->val != NULL) print(one->keyword, one->val);
    }
    if (status(connection) == CONNECTION_BAD) print("error", message(connection));
    putchar('\n');
    fflush(stdout);
    release(all);
    finish(connection);
  }
  return 0;
}
