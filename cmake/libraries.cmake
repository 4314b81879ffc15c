# The libraries, as the targets that the rest of the build links.
#
# Static ones are preferred (see flags.cmake for why); the shared ones do where a
# system has nothing else.

find_package(Threads REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(fmt REQUIRED)

# --- yaml-cpp: the target is called otherwise since 0.8 ----------------------
add_library(verifull_yaml_cpp INTERFACE)
find_library(YAML_CPP_STATIC libyaml-cpp.a)
if(YAML_CPP_STATIC)
  target_link_libraries(verifull_yaml_cpp INTERFACE "${YAML_CPP_STATIC}")
elseif(TARGET yaml-cpp::yaml-cpp)
  target_link_libraries(verifull_yaml_cpp INTERFACE yaml-cpp::yaml-cpp)
else()
  target_link_libraries(verifull_yaml_cpp INTERFACE yaml-cpp)
endif()
if(YAML_CPP_INCLUDE_DIR)
  target_include_directories(verifull_yaml_cpp SYSTEM INTERFACE "${YAML_CPP_INCLUDE_DIR}")
endif()

# --- fmt: see fmt_library.cc, which knows version 9 --------------------------
find_library(FMT_STATIC libfmt.a)
if(FMT_STATIC)
  add_library(verifull_fmt INTERFACE)
  target_link_libraries(verifull_fmt INTERFACE "${FMT_STATIC}")
  target_include_directories(verifull_fmt SYSTEM INTERFACE
    $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
elseif(fmt_VERSION VERSION_GREATER_EQUAL 9.1 AND fmt_VERSION VERSION_LESS 10)
  add_library(verifull_fmt STATIC cmake/fmt_library.cc)
  target_include_directories(verifull_fmt SYSTEM PUBLIC
    $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
else()
  add_library(verifull_fmt INTERFACE)
  target_link_libraries(verifull_fmt INTERFACE fmt::fmt-header-only)
endif()

# --- OpenSSL: libcrypto alone, which reads certificates (src/pki) -------------
find_package(OpenSSL REQUIRED)
find_library(CRYPTO_STATIC libcrypto.a)
add_library(verifull_crypto INTERFACE)
if(CRYPTO_STATIC)
  target_link_libraries(verifull_crypto INTERFACE "${CRYPTO_STATIC}" ${CMAKE_DL_LIBS})
  target_include_directories(verifull_crypto SYSTEM INTERFACE "${OPENSSL_INCLUDE_DIR}")
else()
  target_link_libraries(verifull_crypto INTERFACE OpenSSL::Crypto)
endif()

# --- libpq and libssl: verifull-live alone (src/probe), and as shared libraries: it is
# libpq that the system keeps up to date, and OpenSSL has to be the one it uses. ------
find_path(LIBPQ_HEADERS libpq-fe.h PATH_SUFFIXES postgresql libpq)
find_library(LIBPQ_LIBRARY pq)
if(LIBPQ_HEADERS AND LIBPQ_LIBRARY AND TARGET OpenSSL::SSL)
  set(VERIFULL_HAS_LIBPQ TRUE)
  add_library(verifull_libpq INTERFACE)
  target_link_libraries(verifull_libpq INTERFACE "${LIBPQ_LIBRARY}")
  target_include_directories(verifull_libpq SYSTEM INTERFACE "${LIBPQ_HEADERS}")
endif()
