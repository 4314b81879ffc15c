# How everything is compiled and linked.

# On for our own build server (script/test), never for users: their compiler may
# be newer than ours.
option(VERIFULL_WERROR "Treat warnings as errors" OFF)

set(verifull_warnings
    -Wall -Wextra -Wpedantic
    -Wconversion -Wshadow -Wold-style-cast -Wcast-align -Wcast-qual
    -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
    -Wformat-security -Wimplicit-fallthrough -Wunused -Wdouble-promotion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND verifull_warnings -Wduplicated-cond -Wduplicated-branches -Wlogical-op)
  # g++ 12 sees an overlap in every `"literal" + std::string` (GCC bug 105651).
  list(APPEND verifull_warnings -Wno-restrict)
else()
  # clang counts these under -Wconversion, g++ does not: the same rules for both.
  list(APPEND verifull_warnings -Wno-sign-conversion)
endif()
if(VERIFULL_WERROR)
  list(APPEND verifull_warnings -Werror)
endif()

# Hostile input is the usual input: an index out of bounds ends the program
# instead of reading on.
add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_compile_options(-fstack-protector-strong -fPIE)
add_compile_options($<$<CONFIG:Release>:-ffunction-sections> $<$<CONFIG:Release>:-fdata-sections>)
# Some compilers come with the definition built in.
add_compile_options($<$<CONFIG:Release>:-U_FORTIFY_SOURCE> $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

# Starting the program is most of a run, and the dynamic loader is most of
# starting. So the released program has nothing to load: measured against an
# empty C++ program at 1.00, it took 1.45 with libc alone shared and 2.55 with all
# libraries shared.
#
# Nor does it relocate itself. With OpenSSL and the tables of rules it has 24,000
# pointers in constants, which a static-pie writes at each start, and so copies
# 460 KB of pages: `--version` took 1.71 as static-pie, 1.26 like this, and 1.87 with
# packed relative relocations, which only make the list of them shorter. What is
# given up is the random address of the code itself; stack, heap and mappings keep
# theirs. OpenSSL's own start costs nothing before a certificate is read (pki/openssl.cc).
#
# Where the system has no static libc, the loader is left with libc only.
set(verifull_program_link_options "")
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT APPLE)
  include(CheckCXXSourceCompiles)
  include(CheckLinkerFlag)
  set(CMAKE_REQUIRED_LINK_OPTIONS -static -no-pie)
  check_cxx_source_compiles("#include <string>
    int main(int count, char**) { return std::to_string(count).size() > 9; }"
    VERIFULL_CAN_LINK_STATIC)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  if(VERIFULL_CAN_LINK_STATIC)
    set(verifull_program_link_options -static -no-pie)
    # libcrypto has functions of sockets, which nobody calls, and the linker warns
    # of getaddrinfo in a static program.
    check_linker_flag(CXX -Wl,--no-warnings VERIFULL_LINKER_CAN_BE_SILENT)
    if(VERIFULL_LINKER_CAN_BE_SILENT)
      list(APPEND verifull_program_link_options -Wl,--no-warnings)
    endif()
  else()
    set(verifull_program_link_options -pie -static-libstdc++ -static-libgcc)
  endif()
  list(APPEND verifull_program_link_options
       -Wl,--gc-sections -Wl,--exclude-libs,ALL -Wl,-z,relro,-z,now -Wl,-z,noexecstack -s)
endif()
