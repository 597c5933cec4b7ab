-- The roles of the dump's people, which PostgreSQL keeps beside the database.
do $$ begin create role desk_reviewer nologin; exception when duplicate_object then null; end $$;
do $$ begin create role desk_lead nologin; exception when duplicate_object then null; end $$;
do $$ begin create role alice login; exception when duplicate_object then null; end $$;
do $$ begin create role bob login; exception when duplicate_object then null; end $$;
do $$ begin create role lena login; exception when duplicate_object then null; end $$;
grant desk_reviewer to alice, bob;
grant desk_lead to lena;

--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: desk; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA desk;


--
-- Name: after_case(); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.after_case() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
begin
    if tg_op = 'INSERT' then
        perform desk.append('created', new.id, new.number, jsonb_build_object('version', 1)::text);
        return new;
    end if;
    if new.document <> old.document then
        perform desk.append('changed', new.id, new.number,
            (jsonb_build_object('version', new.version) || desk.difference(old.document, new.document))::text);
    end if;
    if new.state <> old.state and 'Signed off' in (new.state, old.state) then
        perform desk.append(case new.state when 'Signed off' then 'signed off' else 'reopened' end,
            new.id, new.number, jsonb_build_object('version', new.version)::text);
    end if;
    if new.owner <> old.owner then
        perform desk.append('assigned', new.id, new.number,
            jsonb_build_object('from', old.owner, 'to', new.owner)::text);
    end if;
    if (new.discarded is null) <> (old.discarded is null) then
        perform desk.append(case when new.discarded is null then 'taken out of the bin' else 'put into the bin' end,
            new.id, new.number, '{}');
    end if;
    return new;
end
$$;


--
-- Name: append(text, text, text, text); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.append(what text, case_id text, number text, detail text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
declare
    last record;
    entry desk.trail;
begin
    perform pg_advisory_xact_lock(hashtext('desk.trail'));
    select seq, hash into last from desk.trail order by seq desc limit 1;
    entry.seq := coalesce(last.seq, 0) + 1;
    entry.prev := coalesce(last.hash, repeat('0', 64));
    entry.at := desk.stamp();
    entry.who := session_user;
    entry.what := what;
    entry.case_id := case_id;
    entry.number := number;
    entry.detail := detail;
    select encode(sha256(convert_to(string_agg(octet_length(part) || ':' || part, '' order by place), 'UTF8')), 'hex')
      into entry.hash
      from unnest(array[entry.seq::text, entry.at, entry.who, entry.what, entry.case_id, entry.number,
                        entry.detail, entry.prev]) with ordinality as parts(part, place);
    insert into desk.trail select entry.*;
end
$$;


--
-- Name: before_case(); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.before_case() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
begin
    if tg_op = 'INSERT' then
        new.version := 1;
    else
        new.version := old.version + 1;
        if new.owner <> old.owner and not pg_has_role(session_user, 'desk_lead', 'member') then
            raise insufficient_privilege using message = 'only a lead assigns a case to another reviewer';
        end if;
        if old.state = 'Signed off' and new.state = 'Signed off' and new.document <> old.document then
            raise insufficient_privilege using message = 'the case is signed off';
        end if;
    end if;
    new.changed := desk.stamp();
    new.changed_by := session_user;
    return new;
end
$$;


--
-- Name: difference(text, text); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.difference(before text, after text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
    select jsonb_build_object(
        'fields', coalesce(jsonb_agg(path order by path), '[]'),
        'decisions', coalesce(jsonb_agg(jsonb_build_object('field', path, 'from', was, 'to', now) order by path)
                              filter (where path like 'disputed_items.%.decision'), '[]'))
      from (
        select coalesce(old.path, new.path) as path, coalesce(old.value, '') as was, coalesce(new.value, '') as now
          from desk.leaves(before::jsonb) as old full join desk.leaves(after::jsonb) as new on old.path = new.path
         where old.value is distinct from new.value
      ) as changed
$$;


--
-- Name: forbid(); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.forbid() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise insufficient_privilege using message = 'the trail is append-only';
end
$$;


--
-- Name: head(); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.head() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
    select coalesce((select hash from desk.trail order by seq desc limit 1), repeat('0', 64))
$$;


--
-- Name: leaves(jsonb); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.leaves(document jsonb) RETURNS TABLE(path text, value text)
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
    with recursive inside(path, value) as (
        select key, value from jsonb_each(document)
        union all
        select inside.path || '.' || deeper.key, deeper.value
          from inside, lateral (
            select key, value from jsonb_each(case jsonb_typeof(inside.value) when 'object' then inside.value else '{}' end)
            union all
            select (place - 1)::text, element
              from jsonb_array_elements(case jsonb_typeof(inside.value) when 'array' then inside.value else '[]' end)
                   with ordinality as elements(element, place)
          ) as deeper(key, value)
    )
    select path, value #>> '{}' from inside where jsonb_typeof(value) not in ('object', 'array')
$$;


--
-- Name: stamp(); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.stamp() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
    select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"')
$$;


--
-- Name: tell(text, text, text, text); Type: FUNCTION; Schema: desk; Owner: -
--

CREATE FUNCTION desk.tell(source text, what text, case_id text, detail text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'desk', 'pg_catalog'
    AS $$
declare
    told desk.cases;
begin
    if what not in ('exported', 'finding accepted', 'reopened', 'imported') then
        raise insufficient_privilege using message = 'the server writes that itself';
    end if;
    select * into told from desk.cases where id = tell.case_id
       and (owner = session_user or pg_has_role(session_user, 'desk_lead', 'member'));
    if not found then
        raise insufficient_privilege using message = 'not a case of yours';
    end if;
    insert into desk.told values (tell.source) on conflict do nothing;
    if found then
        perform desk.append(what, case_id, told.number, detail);
    end if;
end
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: about; Type: TABLE; Schema: desk; Owner: -
--

CREATE TABLE desk.about (
    schema integer NOT NULL
);


--
-- Name: cases; Type: TABLE; Schema: desk; Owner: -
--

CREATE TABLE desk.cases (
    id text NOT NULL,
    owner text DEFAULT SESSION_USER NOT NULL,
    version bigint NOT NULL,
    document text NOT NULL,
    number text NOT NULL,
    worker text NOT NULL,
    services text NOT NULL,
    state text NOT NULL,
    outcome text,
    due text,
    discarded text,
    changed text NOT NULL,
    changed_by text NOT NULL
);


--
-- Name: told; Type: TABLE; Schema: desk; Owner: -
--

CREATE TABLE desk.told (
    source text NOT NULL
);


--
-- Name: trail; Type: TABLE; Schema: desk; Owner: -
--

CREATE TABLE desk.trail (
    seq bigint NOT NULL,
    at text NOT NULL,
    who text NOT NULL,
    what text NOT NULL,
    case_id text NOT NULL,
    number text NOT NULL,
    detail text NOT NULL,
    prev text NOT NULL,
    hash text NOT NULL
);


--
-- Data for Name: about; Type: TABLE DATA; Schema: desk; Owner: -
--

INSERT INTO desk.about VALUES (1);


--
-- Data for Name: cases; Type: TABLE DATA; Schema: desk; Owner: -
--

INSERT INTO desk.cases VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'alice', 2, '{
  "format": "determination-desk.case",
  "version": 1,
  "organization": {
    "name": "Cedar Grove Review Organization",
    "short_name": "CEDAR GROVE",
    "medical_director": "A. Sample, MD"
  },
  "case_number": "CM26-0001100",
  "date_assigned": "2026-05-04",
  "date_of_injury": "2024-10-20",
  "decision_date": "2026-05-22",
  "ur_denial_date": "2026-04-10",
  "application_received": "2026-04-28",
  "priority": "Standard",
  "injured_worker": {
    "name": "María Nguyễn",
    "address": {
      "street": "1 Poplar Way",
      "city": "Fresno",
      "state": "CA",
      "postal_code": "93721"
    }
  },
  "claims_administrator": {
    "name": "Sample Claims Company"
  },
  "claim_number": "WC-2024-000017",
  "reviewer": {
    "name": "R. Hidden, MD",
    "licensures": [
      "California",
      "Oregon"
    ],
    "specialties": [
      "Physical Medicine & Rehabilitation",
      "Pain Management"
    ]
  },
  "summary": {
    "age": 50,
    "sex": "female",
    "narrative": "The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right."
  },
  "documents": [
    {
      "author": "Clinic 0",
      "type": "progress report",
      "date": "2026-04-01"
    },
    {
      "author": "Clinic 1",
      "type": "progress report",
      "date": "2026-04-02"
    },
    {
      "author": "Clinic 2",
      "type": "progress report",
      "date": "2026-04-03"
    },
    {
      "author": "Clinic 3",
      "type": "progress report",
      "date": "2026-04-04"
    },
    {
      "author": "Clinic 4",
      "type": "progress report",
      "date": "2026-04-05"
    },
    {
      "author": "Clinic 5",
      "type": "progress report",
      "date": "2026-04-06"
    }
  ],
  "disputed_items": [
    {
      "request": "MRI of the lumbar spine without contrast, request 0",
      "decision": "Upheld",
      "claims_administrator_basis": {
        "none_cited": true
      },
      "reviewer_basis": {
        "citations": [
          {
            "title": "Low Back Complaints",
            "year": 2004,
            "sections": [
              "Special Studies",
              "Summary"
            ]
          },
          {
            "source": "Non-MTUS Citation",
            "title": "Official Disability Guidelines (ODG)",
            "chapter": "Low Back Chapter",
            "topic": "MRI"
          }
        ]
      },
      "rationale": "The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. Therefore, the request is not medically necessary."
    },
    {
      "request": "Tramadol 50mg #60, request 1",
      "decision": "Upheld",
      "claims_administrator_basis": {
        "none_cited": true
      },
      "reviewer_basis": {
        "citations": [
          {
            "title": "Low Back Complaints",
            "year": 2004,
            "sections": [
              "Special Studies",
              "Summary"
            ]
          },
          {
            "source": "Non-MTUS Citation",
            "title": "Official Disability Guidelines (ODG)",
            "chapter": "Low Back Chapter",
            "topic": "MRI"
          }
        ]
      },
      "rationale": "The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. Therefore, the request is not medically necessary."
    },
    {
      "request": "Acupuncture twice a week for 3 weeks, request 2",
      "authorized": "Acupuncture once",
      "remaining": "Acupuncture, five visits",
      "decision": "Overturned",
      "claims_administrator_basis": {
        "citations": [
          {
            "source": "Non-MTUS Citation",
            "title": "Official Disability Guidelines (ODG)",
            "chapter": "Low Back Chapter",
            "topic": "MRI"
          }
        ]
      },
      "reviewer_basis": {
        "citations": [
          {
            "title": "Low Back Complaints",
            "year": 2004,
            "sections": [
              "Special Studies",
              "Summary"
            ]
          },
          {
            "source": "Non-MTUS Citation",
            "title": "Official Disability Guidelines (ODG)",
            "chapter": "Low Back Chapter",
            "topic": "MRI"
          }
        ]
      },
      "rationale": "The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. Therefore, the request is medically necessary."
    }
  ]
}
', 'CM26-0001100', 'María Nguyễn', '["MRI of the lumbar spine without contrast, request 0","Tramadol 50mg #60, request 1","Acupuncture twice a week for 3 weeks, request 2"]', 'Drafting', 'Partially overturn', NULL, NULL, '2026-11-30T07:07:45.739+00:00', 'alice');
INSERT INTO desk.cases VALUES ('cccccccccccccccccccccccccccccccc', 'bob', 2, '{
  "format": "determination-desk.case",
  "version": 1,
  "case_number": "CM26-0001300"
}
', 'CM26-0001300', '', '[]', 'Drafting', NULL, NULL, '2026-05-04T09:00:00.000+00:00', '2026-11-30T07:07:46.030+00:00', 'bob');
INSERT INTO desk.cases VALUES ('dddddddddddddddddddddddddddddddd', 'bob', 1, '{
  "format": "determination-desk.case",
  "version": 1,
  "case_number": "CM26-0001400",
  "claim_number": "bob''s"
}
', 'CM26-0001400', '', '[]', 'New', NULL, NULL, NULL, '2026-11-30T07:07:46.031+00:00', 'bob');
INSERT INTO desk.cases VALUES ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'bob', 4, '{
  "format": "determination-desk.case",
  "version": 1,
  "organization": {
    "name": "Cedar Grove Review Organization",
    "short_name": "CEDAR GROVE",
    "medical_director": "A. Sample, MD"
  },
  "case_number": "CM26-0001200",
  "date_assigned": "2026-05-04",
  "date_of_injury": "2024-10-20",
  "decision_date": "2026-05-22",
  "ur_denial_date": "2026-04-10",
  "application_received": "2026-04-28",
  "priority": "Standard",
  "injured_worker": {
    "name": "María Nguyễn",
    "address": {
      "street": "1 Poplar Way",
      "city": "Fresno",
      "state": "CA",
      "postal_code": "93721"
    }
  },
  "claims_administrator": {
    "name": "Sample Claims Company"
  },
  "claim_number": "WC-2024-000017",
  "reviewer": {
    "name": "R. Hidden, MD",
    "licensures": [
      "California",
      "Oregon"
    ],
    "specialties": [
      "Physical Medicine & Rehabilitation",
      "Pain Management"
    ]
  },
  "summary": {
    "age": 50,
    "sex": "female",
    "narrative": "The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right."
  },
  "documents": [
    {
      "author": "Clinic 0",
      "type": "progress report",
      "date": "2026-04-01"
    },
    {
      "author": "Clinic 1",
      "type": "progress report",
      "date": "2026-04-02"
    },
    {
      "author": "Clinic 2",
      "type": "progress report",
      "date": "2026-04-03"
    },
    {
      "author": "Clinic 3",
      "type": "progress report",
      "date": "2026-04-04"
    },
    {
      "author": "Clinic 4",
      "type": "progress report",
      "date": "2026-04-05"
    },
    {
      "author": "Clinic 5",
      "type": "progress report",
      "date": "2026-04-06"
    }
  ],
  "disputed_items": [
    {
      "request": "MRI of the lumbar spine without contrast, request 0",
      "decision": "Upheld",
      "claims_administrator_basis": {
        "none_cited": true
      },
      "reviewer_basis": {
        "citations": [
          {
            "title": "Low Back Complaints",
            "year": 2004,
            "sections": [
              "Special Studies",
              "Summary"
            ]
          },
          {
            "source": "Non-MTUS Citation",
            "title": "Official Disability Guidelines (ODG)",
            "chapter": "Low Back Chapter",
            "topic": "MRI"
          }
        ]
      },
      "rationale": "The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. The examination of 04/02/2026 found straight leg raising positive at 40 degrees on the right. The records submitted do not show what conservative care was tried after 11-21-2025. The guideline asks for a neurologic deficit that four to six weeks of care did not resolve. A request was made for the service in dispute, and utilization review denied it. The injured worker reported low back pain on 03/12/2026, rated 6 out of 10. Therefore, the request is not medically necessary."
    }
  ]
}
', 'CM26-0001200', 'María Nguyễn', '["MRI of the lumbar spine without contrast, request 0"]', 'Drafting', 'Uphold', NULL, NULL, '2026-11-30T07:07:46.054+00:00', 'lena');


--
-- Data for Name: told; Type: TABLE DATA; Schema: desk; Owner: -
--

INSERT INTO desk.told VALUES ('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff');


--
-- Data for Name: trail; Type: TABLE DATA; Schema: desk; Owner: -
--

INSERT INTO desk.trail VALUES (1, '2026-11-30T07:07:45.737+00:00', 'alice', 'created', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'CM26-0001100', '{"version": 1}', '0000000000000000000000000000000000000000000000000000000000000000', '48a5971d6e177d253cb66ff2529d2d88b9918722a6c2acbbc0df9969cba1e03c');
INSERT INTO desk.trail VALUES (2, '2026-11-30T07:07:46.012+00:00', 'alice', 'changed', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'CM26-0001100', '{"fields": ["disputed_items.2.authorized", "disputed_items.2.claims_administrator_basis.citations.0.chapter", "disputed_items.2.claims_administrator_basis.citations.0.source", "disputed_items.2.claims_administrator_basis.citations.0.title", "disputed_items.2.claims_administrator_basis.citations.0.topic", "disputed_items.2.decision", "disputed_items.2.rationale", "disputed_items.2.remaining", "disputed_items.2.request", "disputed_items.2.reviewer_basis.citations.0.sections.0", "disputed_items.2.reviewer_basis.citations.0.sections.1", "disputed_items.2.reviewer_basis.citations.0.title", "disputed_items.2.reviewer_basis.citations.0.year", "disputed_items.2.reviewer_basis.citations.1.chapter", "disputed_items.2.reviewer_basis.citations.1.source", "disputed_items.2.reviewer_basis.citations.1.title", "disputed_items.2.reviewer_basis.citations.1.topic"], "version": 2, "decisions": [{"to": "Overturned", "from": "", "field": "disputed_items.2.decision"}]}', '48a5971d6e177d253cb66ff2529d2d88b9918722a6c2acbbc0df9969cba1e03c', '7558f2fce2423d04182163ba1ec90f3021bae4b0f100b98b9f3904fdd4686943');
INSERT INTO desk.trail VALUES (3, '2026-11-30T07:07:46.017+00:00', 'alice', 'created', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'CM26-0001200', '{"version": 1}', '7558f2fce2423d04182163ba1ec90f3021bae4b0f100b98b9f3904fdd4686943', '6baf5adfc4082692592916845e48c366faeeed6f5348f084d250e2a086acaa88');
INSERT INTO desk.trail VALUES (4, '2026-11-30T07:07:46.018+00:00', 'alice', 'signed off', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'CM26-0001200', '{"version": 2}', '6baf5adfc4082692592916845e48c366faeeed6f5348f084d250e2a086acaa88', '87c611a01e2ae0379ca89380c82ce6300ec79194fbe7ea1a75b0837c361ae4ce');
INSERT INTO desk.trail VALUES (5, '2026-11-30T07:07:46.023+00:00', 'bob', 'created', 'cccccccccccccccccccccccccccccccc', 'CM26-0001300', '{"version": 1}', '87c611a01e2ae0379ca89380c82ce6300ec79194fbe7ea1a75b0837c361ae4ce', '110787b5100825aa7efec3ee876d6a2fc3f888222d4ec7db1927b92da891b901');
INSERT INTO desk.trail VALUES (6, '2026-11-30T07:07:46.031+00:00', 'bob', 'put into the bin', 'cccccccccccccccccccccccccccccccc', 'CM26-0001300', '{}', '110787b5100825aa7efec3ee876d6a2fc3f888222d4ec7db1927b92da891b901', 'bf84a086b198acf1944c865df31bdb3a9a245136d4773f34b9db9d3fc5bec311');
INSERT INTO desk.trail VALUES (7, '2026-11-30T07:07:46.031+00:00', 'bob', 'created', 'dddddddddddddddddddddddddddddddd', 'CM26-0001400', '{"version": 1}', 'bf84a086b198acf1944c865df31bdb3a9a245136d4773f34b9db9d3fc5bec311', 'c361c2786adb0633c104aa85d37ec87e8f47fe6f1582b4bd09c3b71c73d4b72a');
INSERT INTO desk.trail VALUES (8, '2026-11-30T07:07:46.032+00:00', 'bob', 'exported', 'dddddddddddddddddddddddddddddddd', 'CM26-0001400', '{"sha256": "ab"}', 'c361c2786adb0633c104aa85d37ec87e8f47fe6f1582b4bd09c3b71c73d4b72a', 'd2266a5105bcb779975faa596d8559c85a70a51085bb4acd907ca31445cf266b');
INSERT INTO desk.trail VALUES (9, '2026-11-30T07:07:46.048+00:00', 'lena', 'reopened', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'CM26-0001200', '{"version": 3}', 'd2266a5105bcb779975faa596d8559c85a70a51085bb4acd907ca31445cf266b', '81bc55ed53cf0157ebc307d37be658cd5c0a8b7c262612220828aba5edc7344c');
INSERT INTO desk.trail VALUES (10, '2026-11-30T07:07:46.054+00:00', 'lena', 'assigned', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'CM26-0001200', '{"to": "bob", "from": "alice"}', '81bc55ed53cf0157ebc307d37be658cd5c0a8b7c262612220828aba5edc7344c', '120f795567b3485e5ecfb7e1ec837082b9c7c9c8006e8ecff2441485586361a0');


--
-- Name: cases cases_pkey; Type: CONSTRAINT; Schema: desk; Owner: -
--

ALTER TABLE ONLY desk.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (id);


--
-- Name: told told_pkey; Type: CONSTRAINT; Schema: desk; Owner: -
--

ALTER TABLE ONLY desk.told
    ADD CONSTRAINT told_pkey PRIMARY KEY (source);


--
-- Name: trail trail_pkey; Type: CONSTRAINT; Schema: desk; Owner: -
--

ALTER TABLE ONLY desk.trail
    ADD CONSTRAINT trail_pkey PRIMARY KEY (seq);


--
-- Name: trail_of_a_case; Type: INDEX; Schema: desk; Owner: -
--

CREATE INDEX trail_of_a_case ON desk.trail USING btree (case_id);


--
-- Name: cases after_case; Type: TRIGGER; Schema: desk; Owner: -
--

CREATE TRIGGER after_case AFTER INSERT OR UPDATE ON desk.cases FOR EACH ROW EXECUTE FUNCTION desk.after_case();


--
-- Name: cases before_case; Type: TRIGGER; Schema: desk; Owner: -
--

CREATE TRIGGER before_case BEFORE INSERT OR UPDATE ON desk.cases FOR EACH ROW EXECUTE FUNCTION desk.before_case();


--
-- Name: trail trail_is_not_changed; Type: TRIGGER; Schema: desk; Owner: -
--

CREATE TRIGGER trail_is_not_changed BEFORE DELETE OR UPDATE ON desk.trail FOR EACH ROW EXECUTE FUNCTION desk.forbid();


--
-- Name: trail trail_is_not_emptied; Type: TRIGGER; Schema: desk; Owner: -
--

CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON desk.trail FOR EACH STATEMENT EXECUTE FUNCTION desk.forbid();


--
-- Name: cases all_cases; Type: POLICY; Schema: desk; Owner: -
--

CREATE POLICY all_cases ON desk.cases TO desk_lead USING (true) WITH CHECK (true);


--
-- Name: cases; Type: ROW SECURITY; Schema: desk; Owner: -
--

ALTER TABLE desk.cases ENABLE ROW LEVEL SECURITY;

--
-- Name: cases own_cases; Type: POLICY; Schema: desk; Owner: -
--

CREATE POLICY own_cases ON desk.cases TO desk_reviewer USING ((owner = SESSION_USER)) WITH CHECK ((owner = SESSION_USER));


--
-- Name: trail; Type: ROW SECURITY; Schema: desk; Owner: -
--

ALTER TABLE desk.trail ENABLE ROW LEVEL SECURITY;

--
-- Name: trail trail_of_own_cases; Type: POLICY; Schema: desk; Owner: -
--

CREATE POLICY trail_of_own_cases ON desk.trail FOR SELECT TO desk_reviewer USING (((who = SESSION_USER) OR (EXISTS ( SELECT
   FROM desk.cases
  WHERE (cases.id = trail.case_id)))));


--
-- Name: trail whole_trail; Type: POLICY; Schema: desk; Owner: -
--

CREATE POLICY whole_trail ON desk.trail FOR SELECT TO desk_lead USING (true);


--
-- Name: SCHEMA desk; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA desk TO desk_reviewer;
GRANT USAGE ON SCHEMA desk TO desk_lead;


--
-- Name: FUNCTION after_case(); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.after_case() FROM PUBLIC;


--
-- Name: FUNCTION append(what text, case_id text, number text, detail text); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.append(what text, case_id text, number text, detail text) FROM PUBLIC;


--
-- Name: FUNCTION before_case(); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.before_case() FROM PUBLIC;


--
-- Name: FUNCTION difference(before text, after text); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.difference(before text, after text) FROM PUBLIC;


--
-- Name: FUNCTION forbid(); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.forbid() FROM PUBLIC;


--
-- Name: FUNCTION head(); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.head() FROM PUBLIC;
GRANT ALL ON FUNCTION desk.head() TO desk_reviewer;
GRANT ALL ON FUNCTION desk.head() TO desk_lead;


--
-- Name: FUNCTION leaves(document jsonb); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.leaves(document jsonb) FROM PUBLIC;


--
-- Name: FUNCTION stamp(); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.stamp() FROM PUBLIC;


--
-- Name: FUNCTION tell(source text, what text, case_id text, detail text); Type: ACL; Schema: desk; Owner: -
--

REVOKE ALL ON FUNCTION desk.tell(source text, what text, case_id text, detail text) FROM PUBLIC;
GRANT ALL ON FUNCTION desk.tell(source text, what text, case_id text, detail text) TO desk_reviewer;
GRANT ALL ON FUNCTION desk.tell(source text, what text, case_id text, detail text) TO desk_lead;


--
-- Name: TABLE about; Type: ACL; Schema: desk; Owner: -
--

GRANT SELECT ON TABLE desk.about TO desk_reviewer;
GRANT SELECT ON TABLE desk.about TO desk_lead;


--
-- Name: TABLE cases; Type: ACL; Schema: desk; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE desk.cases TO desk_reviewer;
GRANT SELECT,INSERT,UPDATE ON TABLE desk.cases TO desk_lead;


--
-- Name: TABLE trail; Type: ACL; Schema: desk; Owner: -
--

GRANT SELECT ON TABLE desk.trail TO desk_reviewer;
GRANT SELECT ON TABLE desk.trail TO desk_lead;


--
-- PostgreSQL database dump complete
--


