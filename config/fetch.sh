# Brings what Chartroom needs and does not ship into the cache folder, without root: OCR data, the built-in speech
# engine, the pinned Vosk model. Sourced by ./chartroom, which provides say, die, lock, unlock, have, need_space,
# sha256_of, $cache, $java_home and $work_dir. Everything arrives by rename, so that a run cut short leaves nothing
# half-made.

ocr_eng_sha256=7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2
ocr_data_project=https://github.com/tesseract-ocr/tessdata_fast/raw/4.1.0

vosk_model=vosk-model-small-en-us-0.15
vosk_model_sha256=30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498
vosk_model_bytes=41205931
vosk_model_site=https://alphacephei.com/vosk/models

terms_site=https://www.cms.gov/files/zip
terms_archives="2026-code-descriptions-tabular-order.zip 2025-code-descriptions-tabular-order.zip"

pocketsphinx_packages="libpocketsphinx3 libsphinxbase3 pocketsphinx-en-us libblas3 liblapack3 libgfortran5 libquadmath0"

forget_failed_fetches() {
  rm -f "$cache/pocketsphinx/.unreachable" "$cache/vosk/.unreachable"
}

remember_failure() { # FILE WHAT
  mkdir -p "$(dirname "$1")" && printf '%s\n%s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$2" >"$1"
}

fresh_work_dir() {
  if [ -n "$work_dir" ]; then rm -rf "$work_dir"; fi
  # Inside the cache, so that the last step is a rename on one file system.
  work_dir=$(mktemp -d "$cache/.fetch-XXXXXX") || die "cannot write to $cache: check its owner and the free space" 73
}

# ---------------------------------------------------------------- Debian packages, unpacked without root
# Package lists and downloads of our own beside the system's: nothing of the system is changed and no root is needed.
apt_options=()
apt_ready=""
prepare_apt() {
  local apt=$cache/apt source parts
  [ -n "$apt_ready" ] && return 0
  have apt-get && have dpkg && have dpkg-deb || return 1
  parts=$apt/sources.list.d
  mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$parts" || return 1
  # The distribution's own sources are enough; a third party's that does not answer would only cost time.
  rm -f "$parts"/*
  for source in /etc/apt/sources.list.d/debian*.sources /etc/apt/sources.list.d/ubuntu*.sources; do
    [ -f "$source" ] && cp "$source" "$parts/"
  done
  apt_options=(-q -o "Dir::State=$apt/state" -o "Dir::State::status=/var/lib/dpkg/status" -o "Dir::Cache=$apt/cache"
    -o "APT::Sandbox::User=" -o Acquire::Languages=none -o Acquire::Retries=1 -o Acquire::http::Timeout=20
    -o Acquire::https::Timeout=20 -o "APT::Update::Post-Invoke=" -o "APT::Update::Post-Invoke-Success=")
  if [ -s /etc/apt/sources.list ] || [ -n "$(ls -A "$parts")" ]; then
    apt_options=("${apt_options[@]}" -o "Dir::Etc::sourceparts=$parts")
  fi
  say "  reading Debian's package lists (own copy, nothing of the system changes)"
  apt-get "${apt_options[@]}" update >"$apt/update.log" 2>&1 || return 1
  apt_ready=yes
}

unpack_debian() { # FOLDER PACKAGE... : downloads and unpacks packages into FOLDER
  local folder=$1 package count=0 debs=$work_dir/debs
  shift
  prepare_apt || return 1
  mkdir -p "$debs" "$folder"
  for package in "$@"; do
    count=$((count + 1))
    say "  package $count of $#: $package"
    (cd "$debs" && apt-get "${apt_options[@]}" download "$package" >>"$cache/apt/download.log" 2>&1) || return 1
  done
  for package in "$debs"/*.deb; do
    dpkg -x "$package" "$folder" || return 1
  done
}

# ---------------------------------------------------------------- plain downloads
download() { # URL FILE : resumes FILE when it is there already
  if have curl; then
    curl --fail --location --silent --show-error --connect-timeout 8 --speed-limit 1024 --speed-time 30 \
      --continue-at - --output "$2" "$1"
  elif have wget; then
    wget --quiet --connect-timeout=8 --read-timeout=30 --tries=1 --continue --output-document="$2" "$1"
  else
    echo "neither curl nor wget is installed" >&2
    return 1
  fi
}

# ---------------------------------------------------------------- OCR data
fetch_ocr_data() { # [LANGUAGE] : English when none is named
  local name=${1:-eng} how
  if [ -s "$cache/tessdata/$name.traineddata" ]; then return 0; fi
  lock fetch "fetching what is missing"
  mkdir -p "$cache/tessdata"
  need_space 100 "the OCR data"
  say "fetching the OCR data '$name' (once)"
  fresh_work_dir
  if ocr_from_system "$name"; then
    how="from this machine's own tessdata folder"
  elif ocr_from_debian "$name"; then
    how="from Debian's package $(ocr_package "$name")"
  elif ocr_from_npm "$name"; then
    how="from the npm package @tesseract.js-data/$name"
  elif ocr_from_project "$name"; then
    how="from the tessdata_fast project"
  else
    die "the OCR data '$name' could not be fetched: is it a name such as eng, spa or chi_sim? Put $name.traineddata (tesseract-ocr, tessdata_fast) into $cache/tessdata, or connect to the network, and run ./chartroom fetch --language $name" 69
  fi
  mv "$work_dir/$name.traineddata" "$cache/tessdata/$name.traineddata"
  say "  OCR data '$name' is here, $how"
  rm -rf "$work_dir"
  work_dir=""
  unlock fetch
}

ocr_from_system() { # NAME
  local folder
  for folder in "${TESSDATA_PREFIX:-}" "${TESSDATA_PREFIX:-}/tessdata" /usr/share/tesseract-ocr/*/tessdata \
    /usr/share/tessdata /usr/local/share/tessdata /opt/homebrew/share/tessdata /opt/local/share/tessdata; do
    if [ -s "$folder/$1.traineddata" ]; then
      cp "$folder/$1.traineddata" "$work_dir/$1.traineddata"
      return
    fi
  done
  return 1
}

ocr_package() { # NAME : Debian writes hyphens
  printf 'tesseract-ocr-%s' "$1" | tr '[:upper:]_' '[:lower:]-'
}

ocr_from_debian() { # NAME
  local found
  unpack_debian "$work_dir/ocr" "$(ocr_package "$1")" || return 1
  found=$(find "$work_dir/ocr" -name "$1.traineddata" | head -n 1)
  [ -n "$found" ] && mv "$found" "$work_dir/$1.traineddata"
}

ocr_from_npm() { # NAME
  have npm || return 1
  local packed
  say "  packing @tesseract.js-data/$1 with npm"
  packed=$(cd "$work_dir" && npm pack --silent "@tesseract.js-data/$1@1.0.0" 2>/dev/null | tail -n 1)
  [ -n "$packed" ] && [ -f "$work_dir/$packed" ] || return 1
  tar -xzf "$work_dir/$packed" -C "$work_dir" || return 1
  packed=$(find "$work_dir/package" -path '*best_int*' -name "$1.traineddata.gz" | head -n 1)
  [ -n "$packed" ] && gunzip -c "$packed" >"$work_dir/$1.traineddata"
}

ocr_from_project() { # NAME
  say "  downloading $1.traineddata from the tessdata_fast project"
  download "$ocr_data_project/$1.traineddata" "$work_dir/$1.part" 2>/dev/null || return 1
  # Other languages have no checksum of ours; they come from the pinned release over TLS.
  if [ "$1" = eng ] && [ "$(sha256_of "$work_dir/$1.part")" != "$ocr_eng_sha256" ]; then
    say "  what arrived is not the file that was pinned (checksum differs): dropped"
    return 1
  fi
  mv "$work_dir/$1.part" "$work_dir/$1.traineddata"
}

# ---------------------------------------------------------------- the built-in speech engine
copy_libraries() { # FROM TO : by the names the loader asks for; blas and lapack lie in folders of their own
  local library found
  for library in libquadmath.so.0 libgfortran.so.5 libblas.so.3 liblapack.so.3 libsphinxbase.so.3 \
    libpocketsphinx.so.3; do
    found=$(find "$1" -name "$library" | head -n 1)
    [ -n "$found" ] && cp -L "$found" "$2/$library" || return 1
  done
}

fetch_pocketsphinx() {
  local target=$cache/pocketsphinx stage
  if [ -f "$target/.complete" ] || [ -f "$target/.unreachable" ]; then return 0; fi
  if [ -s "$target/lib/libpocketsphinx.so.3" ] && [ -s "$target/model/en-us/en-us.lm.bin" ]; then return 0; fi
  lock fetch "fetching what is missing"
  if [ ! -f "$target/.complete" ]; then
    need_space 300 "the built-in speech engine"
    say "fetching the built-in speech engine, CMU PocketSphinx (once)"
    fresh_work_dir
    stage=$work_dir/pocketsphinx
    mkdir -p "$stage/lib" "$stage/model"
    # shellcheck disable=SC2086
    if unpack_debian "$work_dir/unpacked" $pocketsphinx_packages &&
      copy_libraries "$work_dir/unpacked" "$stage/lib" &&
      cp -R "$work_dir/unpacked/usr/share/pocketsphinx/model/en-us" "$stage/model/en-us" &&
      [ -s "$stage/model/en-us/en-us.lm.bin" ]; then
      touch "$stage/.complete"
      rm -rf "$target"
      mv "$stage" "$target"
      say "  the built-in speech engine is here"
    else
      say "  the built-in speech engine could not be fetched (it comes from Debian's packages): dictations need a Vosk model until it is here; ./chartroom fetch tries again"
      remember_failure "$target/.unreachable" "Debian's packages could not be fetched or unpacked"
    fi
    rm -rf "$work_dir"
    work_dir=""
  fi
  unlock fetch
}

# ---------------------------------------------------------------- the pinned Vosk model
fetch_vosk_model() {
  local target=$cache/vosk/$vosk_model part=$cache/vosk/$vosk_model.zip.part problem
  if [ -d "$target" ] || [ -f "$cache/vosk/.unreachable" ]; then return 0; fi
  lock fetch "fetching what is missing"
  if [ ! -d "$target" ] && [ ! -f "$cache/vosk/.unreachable" ]; then
    mkdir -p "$cache/vosk"
    need_space 250 "the speech model"
    say "fetching the speech model $vosk_model, 41 MB (tried once)"
    problem=""
    if ! download "$vosk_model_site/$vosk_model.zip" "$part" 2>"$cache/vosk/download.log"; then
      problem="its site could not be reached"
      # A whole file makes the server refuse to resume; only its checksum can tell.
      [ -f "$part" ] && [ "$(wc -c <"$part")" -eq "$vosk_model_bytes" ] && problem=""
    fi
    if [ -z "$problem" ] && [ "$(sha256_of "$part")" != "$vosk_model_sha256" ]; then
      problem="what arrived is not the pinned model (checksum differs)"
      rm -f "$part"
    fi
    if [ -z "$problem" ]; then
      fresh_work_dir
      if (cd "$work_dir" && "$java_home/bin/jar" -xf "$part") && [ -d "$work_dir/$vosk_model" ]; then
        mv "$work_dir/$vosk_model" "$target"
        rm -f "$part"
        say "  the speech model is here"
      else
        problem="it could not be unpacked"
      fi
      rm -rf "$work_dir"
      work_dir=""
    fi
    if [ -n "$problem" ]; then
      remember_failure "$cache/vosk/.unreachable" "$problem"
      say "  the speech model could not be had: $problem. The built-in engine takes over; ./chartroom fetch tries again"
    fi
  fi
  unlock fetch
}

# ---------------------------------------------------------------- diagnoses and their codes
fetch_terms() { # ICD-10-CM, a work of the United States government in the public domain, as CMS publishes it
  local target=$cache/terms/icd10cm-order.txt name found=""
  lock fetch "fetching what is missing"
  mkdir -p "$cache/terms"
  need_space 60 "the classification of diagnoses"
  fresh_work_dir
  for name in $terms_archives; do
    say "fetching ICD-10-CM from CMS ($name)"
    download "$terms_site/$name" "$work_dir/$name" 2>/dev/null || continue
    (cd "$work_dir" && "$java_home/bin/jar" -xf "$name") 2>/dev/null || continue
    found=$(find "$work_dir" -iname 'icd10cm[_-]order[_-]*.txt' -not -iname '*addenda*' | head -n 1)
    [ -n "$found" ] && break
  done
  if [ -z "$found" ]; then
    rm -rf "$work_dir"
    work_dir=""
    unlock fetch
    die "ICD-10-CM could not be fetched; the short list of common diagnoses stays in use. Download \"Code Descriptions in Tabular Order\" from CMS, and put its file icd10cm_order_YEAR.txt at $target" 69
  fi
  mv "$found" "$target"
  say "  ICD-10-CM is here, $(wc -l <"$target" | tr -d ' ') codes and headings; a running server reads it at its next start"
  rm -rf "$work_dir"
  work_dir=""
  unlock fetch
}

# ---------------------------------------------------------------- the model that says what passages mean
fetch_meaning() { # a module of its own and what it needs, built and resolved by Maven
  local log
  if [ -d "$cache/meaning" ]; then
    say "the model that says what passages mean is there"
    return 0
  fi
  need_space 900 "the model that says what passages mean"
  fresh_work_dir
  log=$work_dir/meaning.log
  say "fetching the model that says what passages mean (131 MB)"
  (
    cd "$root" &&
      JAVA_HOME=$java_home ./mvnw -B -ntp -Dstyle.color=never -Pmeaning -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -Dforbiddenapis.skip=true -Dmdep.analyze.skip=true -pl meaning -am package \
        dependency:copy-dependencies -DincludeScope=runtime -DexcludeGroupIds=org.chartroom \
        "-DoutputDirectory=$work_dir/jars"
  ) </dev/null >"$log" 2>&1 || {
    grep -E '^\[ERROR\]' "$log" | head -n 5 >&2
    die "the model could not be fetched; searches go on by words. Check the network and run this again" 69
  }
  cp "$root"/meaning/target/meaning-*.jar "$work_dir/jars/" && mv "$work_dir/jars" "$cache/meaning" ||
    die "cannot write to $cache: is the disk full?" 74
  say "  set search.meaning to true in the configuration, then start the server again"
}
