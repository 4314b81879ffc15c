#include "app/run.h"

int main(int argc, char** argv) { return verifull::app::run(argc, argv); }
